"""Computes figures on the dossier that the register exported last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import cache as kept

from trede.dossier.manifest import MANIFEST_FILE
from trede.dossier.storage import Dossier
from trede.language import current_language
from trede.measures.declaration import Measure
from trede.measures.engines.embedded import EmbeddedEngine
from trede.measures.figures import Figure, Question, compute_all, people, resolve_parameters
from trede.measures.library import Library, read_library
from trede.measures.remarks import remarks
from trede.publishers.answers import Answer, answer

FOLDER = "figures"
KEEP_SECONDS = 12 * 60 * 60


@dataclass(frozen=True)
class Asked:
    """A figure asked for: which measure, as of when, by what, over whom."""

    measure: str
    as_of: date
    by: tuple[str, ...] = ()
    among: tuple[str, ...] | None = None
    known_at: datetime | None = None
    values: tuple[tuple[str, str], ...] = ()


@cache
def library() -> Library:
    """Return the library of measures."""
    return read_library()


def measure_of(name: str) -> Measure:
    """Return a measure by name."""
    return library().measure(name)


def dossier_folder() -> Path:
    """Return where the exported dossier stands."""
    return Path(settings.ENVIRONMENT.folder) / FOLDER


def exported_at() -> datetime | None:
    """Return when the dossier was exported; none if it never was."""
    manifest = dossier_folder() / MANIFEST_FILE
    return datetime.fromtimestamp(manifest.stat().st_mtime) if manifest.is_file() else None  # noqa: DTZ006


def figures(asked: Sequence[Asked]) -> list[Answer]:
    """Return figures over the same people; computed once for each export and kept for the day."""
    moment = exported_at()
    keys = {each: f"figure:{hash((each, moment, current_language()))}" for each in asked}
    found = {each: kept.get(key) for each, key in keys.items()}
    lacking = [each for each, answer_kept in found.items() if answer_kept is None]
    for each, computed in zip(lacking, _compute(lacking), strict=True):
        kept.set(keys[each], computed, KEEP_SECONDS)
        found[each] = computed
    return [found[each] for each in asked]


def figure(asked: Asked) -> Answer:
    """Return one figure; see :func:`figures`."""
    return figures([asked])[0]


def _compute(asked: Sequence[Asked]) -> list[Answer]:
    if not asked:
        return []
    engine = _engine(asked[0])
    try:
        questions = [_question(each) for each in asked]
        return [_told(engine, found) for found in compute_all(library(), engine, questions)]
    finally:
        engine.close()


def _told(engine: EmbeddedEngine, found: Figure) -> Answer:
    """Return a figure as an answer, with what must be said with it, as the command says it."""
    told, measure = answer(found), found.question.measure
    if measure.spread is not None and measure.spread not in found.question.by:
        return told
    return replace(told, notes=(*told.notes, *remarks(library(), engine, found.question)))


def people_behind(asked: Asked) -> list[Mapping[str, object]]:
    """Return the rows behind a figure: per person whether counted, and in the numerator or not."""
    engine = _engine(asked)
    try:
        found: list[Mapping[str, object]] = people(library(), engine, _question(asked)).to_pylist()
    finally:
        engine.close()
    return found


def _engine(asked: Asked) -> EmbeddedEngine:
    return EmbeddedEngine(Dossier(dossier_folder()), among=asked.among)


def _question(asked: Asked) -> Question:
    measure = measure_of(asked.measure)
    given = {"as_of": asked.as_of.isoformat(), **dict(asked.values)}
    if asked.known_at is not None:
        given["known_at"] = asked.known_at.isoformat(" ")
    names = library().parameters_of(measure.rows)
    given = {name: value for name, value in given.items() if name in names}
    manifest = Dossier(dossier_folder()).manifest
    parameters = resolve_parameters(library(), measure, manifest.settings, given)
    return Question(measure, parameters, asked.by)
