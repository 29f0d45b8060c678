"""Reads a PDF back as it lies on the table: its words page by page, and where its letters stand."""

import pypdfium2

POINTS_PER_MM = 72 / 25.4


def read(pdf: bytes) -> list[str]:
    """The words on each page, in the order they are read."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def boxes(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Where letters stand, in millimetres from the lower left corner, of all pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage() for page in document]
        found = [text.get_charbox(place) for text in texts for place in range(text.count_chars())]
    return [tuple(edge / POINTS_PER_MM for edge in box) for box in found if box[2] > box[0]]
