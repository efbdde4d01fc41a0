"""Writes docs/benchmarks.md from the sections that run.sh measured, in the order of the arguments.

Of a section that was not measured, what the document says stays, and so do its head and what else it holds.
"""

import re
import sys

import measure

HEADING = re.compile(r"(?m)^(?=## )")


def heading(name):
    """The heading that a script prints."""
    return re.search(r"## [^\n]+", (measure.ROOT / "src" / "bench" / f"{name}.py").read_text(encoding="utf-8"))[0]


def main(names):
    document = measure.ROOT / "docs" / "benchmarks.md"
    head, *known = HEADING.split(document.read_text(encoding="utf-8"))
    texts = {text.partition("\n")[0]: text.rstrip() for text in known}
    parts = []
    for name in names:
        measured = measure.WORK / "sections" / f"{name}.md"
        before = texts.pop(heading(name), None)
        text = measured.read_text(encoding="utf-8").rstrip() if measured.exists() else before
        parts += [text] if text else []
    document.write_text(head + "\n\n".join(parts + list(texts.values())) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
