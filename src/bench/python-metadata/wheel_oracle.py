"""Prints what importlib.metadata says of every wheel in the folders given: one JSON object a line.

The output is the input of WheelCorpusComparison, which compares it with what our readers say.
"""

import importlib.metadata
import json
import pathlib
import sys
import zipfile


def describe(wheel):
    with zipfile.ZipFile(wheel) as archive:  # nosec PYA911 - only METADATA of a wheel of our own choice is read
        folders = {name.split("/")[0] for name in archive.namelist()}
        infos = sorted(name for name in folders if name.endswith(".dist-info"))
        for info in infos:
            distribution = importlib.metadata.PathDistribution(zipfile.Path(archive, info + "/"))
            metadata = distribution.metadata
            yield {
                "wheel": str(wheel),
                "info": info,
                "name": metadata["Name"],
                "version": metadata["Version"],
                "requires": metadata.get_all("Requires-Dist") or [],
            }


for folder in sys.argv[1:]:
    for wheel in sorted(pathlib.Path(folder).rglob("*.whl")):
        for line in describe(wheel):
            print(json.dumps(line))
