"""Writes a document as a PDF that screen readers can read (PDF/UA-1).

The template is fixed; the document is handed to it as data and never becomes markup.
"""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from trede.language import translate as _
from trede.publishers.documents import Block, Chart, Document
from trede.publishers.fonts import FOLDER as FONTS

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"


def pdf_bytes(document: Document) -> bytes:
    """Return a document as a tagged PDF; the same document gives the same bytes.

    Only the typeface that goes along is used, whatever the machine has.
    """
    words = {
        "page": _("Page", document.language),
        "of": _("of", document.language),
        "contents": _("Contents", document.language),
    }
    data = {
        **asdict(document),
        "words": words,
        "sections": [
            {
                "name": section.name,
                "title": section.title,
                "wide": section.wide,
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in document.sections
        ],
    }
    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
    )


def _block(block: Block) -> dict[str, object]:
    if isinstance(block, Chart):
        return {
            "kind": "Chart",
            "title": block.drawing.title,
            "svg": block.svg,
            "alternative": f"{block.drawing.title}. {block.drawing.description}",
            "sentence": block.sentence,
            "table": asdict(block.table),
        }
    return {"kind": type(block).__name__, **asdict(block)}
