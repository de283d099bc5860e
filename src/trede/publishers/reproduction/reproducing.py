"""Reproduces an audit: extracts in, every figure out in the shape of its ``expected.json``.

The extracts are imported into dossiers of their own, aside, with a key that is thrown away.
"""

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from trede.dossier.storage import Dossier
from trede.errors import BadInputError
from trede.importers.importing import import_extracts
from trede.importers.profile import Progress
from trede.importers.profiles import find_profile
from trede.language import translate as _
from trede.measures.engines.embedded import embedded_engine
from trede.measures.library import read_library
from trede.publishers.reproduction.amsterdam_2007 import figures as amsterdam_2007
from trede.publishers.reproduction.calculator import Calculator, Json
from trede.publishers.reproduction.deviations import add_deviations
from trede.publishers.reproduction.iwi_2007 import figures as iwi_2007
from trede.publishers.reproduction.rwi_2004 import figures as rwi_2004
from trede.publishers.reproduction.rwi_2004 import folders as municipalities

Described = Mapping[str, Json]
Figures = dict[str, Json]


class UnreadableExpectationError(BadInputError):
    """The file with expected figures cannot be used."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            _("{path}: {why}. It must be a JSON object of figures.").format(path=path, why=why)
        )


@dataclass(frozen=True)
class Audit:
    """An audit that can be reproduced: from which folders, and how its figures follow.

    ``folders`` finds the folders of extracts, by municipality; ``figures`` computes all figures
    from the calculators on their dossiers.
    """

    name: str
    folders: Callable[[Path], Mapping[str, Path]]
    figures: Callable[[Mapping[str, Calculator], Described], Figures]


def _one_folder(extracts: Path) -> Mapping[str, Path]:
    return {"": extracts}


def _on_one(
    figures: Callable[[Calculator, Described], Figures],
) -> Callable[[Mapping[str, Calculator], Described], Figures]:
    """Let figures of one municipality be asked like those of several."""
    return lambda calculators, described: figures(calculators[""], described)


AUDITS: Mapping[str, Audit] = {
    audit.name: audit
    for audit in (
        Audit("iwi-2007", _one_folder, _on_one(iwi_2007)),
        Audit("rwi-2004", municipalities, rwi_2004),
        Audit("amsterdam-2007", _one_folder, _on_one(amsterdam_2007)),
    )
}


def reproduce(
    audit: Audit, extracts: Path, described: Described, progress: Progress = lambda _step: None
) -> Figures:
    """Return every figure of an audit, recomputed from extracts.

    ``described`` is the content of an expected file: it may say for which period and moment the
    figures are asked (``meta``); the figures in it are never looked at.
    """
    with ExitStack() as stack:
        aside = Path(stack.enter_context(TemporaryDirectory(prefix="trede-")))
        calculators = dict(_calculators(audit, extracts, aside, stack, progress))
        progress(_("figures"))
        figures = audit.figures(calculators, described)
    return add_deviations(audit.name, figures)


def _calculators(
    audit: Audit, extracts: Path, aside: Path, stack: ExitStack, progress: Progress
) -> Iterator[tuple[str, Calculator]]:
    profile = find_profile(audit.name)
    key = secrets.token_bytes(32)
    library = read_library()
    for number, (name, folder) in enumerate(audit.folders(extracts).items()):
        place = aside / str(number)
        import_extracts(profile, folder, place, key=key, progress=progress)
        dossier = Dossier(place)
        engine = stack.enter_context(embedded_engine(dossier))
        yield name, Calculator(library, engine, dossier.manifest.settings)


def read_expected(path: Path) -> Figures:
    """Read a file with expected figures; raises :class:`UnreadableExpectationError`."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableExpectationError(path, str(error)) from error
    if not isinstance(content, dict):
        raise UnreadableExpectationError(path, _("it holds no object"))
    return content
