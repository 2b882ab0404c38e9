"""Looks for every label of each drawing in the text of its PDF, and at the size of its PNG.

usage: check.py FOLDER     with NAME.svg, NAME.png and NAME.pdf
"""

import struct
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as tree
from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


def plain(text):
    """The letters of a text alone: what a reader of PDF may set or leave out goes (spaces, soft hyphens, forms)."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc", "Mn"))


def main(folder):
    drawings = sorted(Path(folder).glob("*.svg"))
    assert drawings, f"{folder}: no drawing"
    found = 0
    for drawing in drawings:
        root = tree.parse(drawing).getroot()
        # A label that was cut has the whole in a <title>, which is for screen readers.
        own = lambda text: (text.text or "") + "".join(child.tail or "" for child in text)
        labels = {own(text) for text in root.iter(f"{SVG}text")}
        pdf = drawing.with_suffix(".pdf")
        # In the order of drawing, so that a turned label is not broken into pieces.
        said = plain(subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, text=True).stdout)
        lost = sorted(label for label in labels if plain(label) not in said)
        assert not lost, f"{pdf}: labels without a word in the page: {lost}"
        png = drawing.with_suffix(".png").read_bytes()
        width, height = struct.unpack(">II", png[16:24])
        millimetres = float(root.get("width").removesuffix("mm"))
        assert abs(width - millimetres / 25.4 * 300) < 2 and height > 100, f"{drawing.stem}: {width} x {height} pixels"
        found += len(labels)
    print(f"{folder}: {len(drawings)} figures, {found} labels, all in the PDF")


main(sys.argv[1])
