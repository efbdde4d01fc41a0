"""Reads the orders that the shop hands over."""
import subprocess

from defusedxml import ElementTree

MAX_ORDER = 100_000


def read(text):
    if len(text) > MAX_ORDER:
        raise ValueError("The order is too large.")
    order = ElementTree.fromstring(text)
    return order.findtext("recipient", ""), order.findtext("street", "")


def queue():
    return subprocess.run(["/usr/bin/lpstat"], capture_output=True, check=True)  # nosec B603 - a constant program without arguments
