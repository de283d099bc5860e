"""Writes a paper: fills in its template and sets it as a PDF."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import typst
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from trede.errors import BadInputError
from trede.language import Language, current_language
from trede.language import translate as _
from trede.publishers.fonts import FOLDER as FONTS
from trede.register.clients.models import Client, Identity
from trede.register.documents.blocks import read_blocks
from trede.register.documents.papers import Paper
from trede.register.documents.signed import moment_of, said_by
from trede.register.dossiers.overview import look_over
from trede.register.facts.models import Fact
from trede.register.facts.reading import file_of
from trede.register.pages.templating import (
    show_code,
    show_day_in_full,
    show_euro,
    show_last_day_in_full,
)

HERE = Path(__file__).parent
OWN = "documents"
"""The folder within a register where a municipality keeps its own templates."""


class FaultyTemplateError(BadInputError):
    """A template of a paper cannot be filled in."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(
            _("{file}: {why}. Mend the template, or remove it to use the one of Trede.").format(
                file=file, why=why
            )
        )


@dataclass(frozen=True)
class Sender:
    """Who sends the paper: the municipality's name as it stands above letters."""

    municipality: str


def write_paper(
    paper: Paper, client: Client, fact: Fact | None, day: date, sender: Sender, folder: Path
) -> bytes:
    """Return a paper as a PDF (PDF/UA-1); raises FaultyTemplateError."""
    language = current_language()
    moment = moment_of(fact, day)
    file = file_of(client.person_id, moment)
    known = {
        "client": client,
        "identity": client.identity,
        "fact": said_by(fact) if fact else {},
        "file": {table: [each.values for each in facts] for table, facts in file.items()},
        "overview": look_over(file, moment.as_of),
        "day": show_day_in_full(day),
        "municipality": sender.municipality,
    }
    text = fill_in(template_of(paper.name, language, folder), known)
    addressee = _address(client.identity, client)
    return set_letter(paper.title, sender.municipality, addressee, day, text)


def set_letter(title: str, sender: str, addressee: Sequence[str], day: date, text: str) -> bytes:
    """Set a filled-in template as a PDF (PDF/UA-1); an addressee is given line by line."""
    letter = {
        "title": title,
        "sender": sender,
        "language": current_language(),
        "addressee": list(addressee),
        "dated": show_day_in_full(day),
        "blocks": [asdict(block) for block in read_blocks(text)],
        "words": {"page": _("Page")},
    }
    return typst.compile(
        str(HERE / "letter.typ"),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"letter": json.dumps(letter, ensure_ascii=False)},
    )


def template_of(name: str, language: Language, folder: Path) -> Path:
    """Return the template of a paper: the municipality's own, or else Trede's."""
    own = folder / OWN / f"{name}.{language}.md"
    return own if own.is_file() else HERE / "texts" / f"{name}.{language}.md"


def fill_in(template: Path, known: Mapping[str, object], **filters: Callable[..., str]) -> str:
    """Fill in a template, with filters of its own if given; raises FaultyTemplateError."""
    environment = SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(day=show_day_in_full, code=show_code, euro=show_euro)
    environment.filters.update(last_day=show_last_day_in_full)
    environment.filters.update(filters)
    try:
        text = template.read_text(encoding="utf-8")
        return environment.from_string(text).render(**known)
    except (TemplateError, UnicodeDecodeError) as error:
        raise FaultyTemplateError(template, str(error)) from error


def _address(identity: Identity | None, client: Client) -> tuple[str, ...]:
    if identity is None:
        return (client.number,)
    place = f"{identity.postcode} {identity.place}".strip()
    return tuple(filter(None, (identity.full_name, identity.address, place)))
