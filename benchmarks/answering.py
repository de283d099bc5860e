"""One side answers one task, in a process of its own: ``python -m benchmarks.answering``.

Arguments: side (one of ``SIDES``), task, folder, file for the answer. Nothing is imported
before it is needed, so that a side pays for what it uses and for nothing else.
"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.questions import Measured

Answer = list[list[object]]
IMPORT_KEY = b"0" * 32


def main(arguments: Sequence[str]) -> None:
    """Answer a task and write the cells as JSON."""
    side, task, folder, answer = arguments
    cells = SIDES[side](task, Path(folder))
    Path(answer).write_text(json.dumps(cells), encoding="utf-8")


def trede(task: str, folder: Path) -> Answer:
    """Answer with Trede."""
    if task == "import":
        return import_city(folder)
    from trede.dossier.storage import Dossier
    from trede.measures.engines.embedded import embedded_engine
    from trede.measures.figures import Question, compute_all, resolve_parameters
    from trede.measures.library import read_library

    library, dossier = read_library(), Dossier(folder)
    settings = study(dossier.manifest.settings)
    questions = [
        Question(measure, resolve_parameters(library, measure, settings, {}), by)
        for measure, by in (
            (library.measure(name), by) for name, by in asked(task, library.measures.values())
        )
    ]
    with embedded_engine(dossier) as engine:
        figures = compute_all(library, engine, questions)
    return as_json(
        (
            figure.question.measure.name,
            figure.question.by,
            row.group,
            row.numerator,
            row.denominator,
        )
        for figure in figures
        for row in figure.rows
    )


def study(settings: Mapping[str, str]) -> Mapping[str, str]:
    """Return the settings of a dossier; rungs are counted on the day of the tables with cost."""
    return {"ladder_on": settings["cost_status_on"], **settings}


def asked(task: str, measures: "Iterable[Measured]") -> Sequence[tuple[str, tuple[str, ...]]]:
    """Return the questions of a task."""
    from benchmarks.questions import CITY, on_rows

    if task == "city":
        return CITY
    rows = {"closed_approach": "closed_approach", "exits": "client_exit"}.get(task)
    return on_rows(measures, rows)


def import_city(extracts: Path) -> Answer:
    """Import the extracts of Amsterdam's five systems; the answer is the number of rows."""
    from tempfile import TemporaryDirectory

    from trede.dossier.storage import Dossier
    from trede.importers.importing import import_extracts
    from trede.importers.profiles import find_profile

    with TemporaryDirectory() as aside:
        target = Path(aside) / "dossier"
        profile = find_profile("amsterdam-2007")
        import_extracts(profile, extracts, target, key=IMPORT_KEY, progress=lambda _step: None)
        rows = Dossier(target).manifest.rows
    return as_json((table, (), (), number, None) for table, number in rows.items())


def pandas(task: str, folder: Path, *, number_persons: bool = False) -> Answer:
    """Answer with pandas."""
    from benchmarks.pandas_tables import Tables

    if task == "city":
        from benchmarks.pandas_city import city as compute
    elif task == "exits":
        from benchmarks.pandas_exits import exits as compute
    else:
        from benchmarks.pandas_closed_approach import closed_approach as compute
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    settings = study(manifest["settings"])
    return as_json(
        (name, by, group, numerator, denominator)
        for (name, by), cells in compute(Tables(folder, number_persons), settings).items()
        for group, (numerator, denominator) in cells.items()
    )


SIDES: Mapping[str, Callable[[str, Path], Answer]] = {
    "trede": trede,
    "pandas": pandas,
    "pandas, persons numbered": partial(pandas, number_persons=True),
}


def as_json(cells: Iterable[tuple[object, ...]]) -> Answer:
    """Return cells in one order, whoever computed them."""
    return sorted(
        ([list(part) if isinstance(part, tuple) else part for part in cell] for cell in cells),
        key=repr,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
