"""PDF files for the tests, as a printer writes them: lines at fixed places."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def lines_on_pages(pages: list[list[str]]) -> bytes:
    """A PDF with these lines of text on its pages, from the top down."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for lines in pages:
        canvas.setFont("Helvetica", 10)
        for row, line in enumerate(lines):
            canvas.drawString(72, 780 - 13 * row, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
