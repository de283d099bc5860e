"""Writes a document in the forms that were asked for."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, get_args

from trede.publishers.documents import Document
from trede.publishers.html import html_page
from trede.publishers.pdf import pdf_bytes
from trede.publishers.workbook import write_workbook

ReportFormat = Literal["html", "pdf", "xlsx"]
FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)


def write_report(
    document: Document, folder: Path, formats: Iterable[ReportFormat] = FORMATS
) -> list[Path]:
    """Write a document into a folder, once per form; return the files in the order asked for.

    The folder is made if it is not there; files of the same name are replaced. Names hold the
    name of the document and its language: ``iwi-2007.nl.html``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for form in formats:
        path = folder / f"{document.name}.{document.language}.{form}"
        if form == "html":
            path.write_text(html_page(document), encoding="utf-8")
        elif form == "pdf":
            path.write_bytes(pdf_bytes(document))
        else:
            write_workbook(document, path)
        written.append(path)
    return written
