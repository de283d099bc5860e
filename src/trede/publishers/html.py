"""Writes a document as one page that needs nothing else: no network, no script, no other file."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from trede.language import translate as _
from trede.publishers.documents import Column, Document
from trede.publishers.fonts import FAMILY, Weight, embedded

TEMPLATES = Path(__file__).parent / "templates"


def html_page(document: Document) -> str:
    """Return a document as an HTML page with its style, typeface and charts inside.

    The page has a language, landmarks, a link past the navigation, captions and scopes in every
    table; it is meant to be read on screen and on paper.
    """
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((TEMPLATES / "report.html").read_text(encoding="utf-8"))
    return template.render(
        document=document,
        style=Markup(_style()),  # noqa: S704 - our own file
        safe=Markup,
        kind=lambda block: type(block).__name__,
        heading_groups=_heading_groups,
        words={
            "skip": _("Skip to the content", document.language),
            "contents": _("Contents", document.language),
            "headlines": _("The main figures", document.language),
        },
    )


def _style() -> str:
    faces = [_face("regular", 400), _face("bold", 700)]
    return "\n".join([*faces, (TEMPLATES / "report.css").read_text(encoding="utf-8")])


def _face(weight: Weight, number: int) -> str:
    source = f"data:font/woff2;base64,{embedded(weight)}"
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{number};'
        f'src:url({source}) format("woff2")}}'
    )


def _heading_groups(columns: Sequence[Column]) -> Iterator[tuple[str, int]]:
    """Yield each shared title of neighbouring columns with the number of them it stands above."""
    for title, group in groupby(columns, key=lambda column: column.group):
        yield title, len(list(group))
