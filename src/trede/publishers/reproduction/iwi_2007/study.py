"""The study itself: its dates, the files that were read, and its sample of municipalities."""

from collections import Counter
from collections.abc import Mapping

from trede.importers.profiles.iwi_2007 import LOCAL_CODES, NEEDED
from trede.importers.study import study_properties
from trede.publishers.reproduction.calculator import Calculator, Counts, Json
from trede.publishers.reproduction.iwi_2007.layout import added

CLIENT_FILES, LOST_FILES = "dossiers.csv", "verloren_dossiers.csv"
INCOMPLETE = "incomplete"


def study(calculator: Calculator) -> Json:
    """Return the properties of the study as they were imported, dates as ``yyyy-mm-dd``."""
    return {**study_properties(calculator.settings)}


def rows(calculator: Calculator) -> Json:
    """Return how many files were drawn, lost, read and complete, and which are not complete."""
    used = calculator.counts(["rows_used"], by=("file",))["rows_used"]
    not_used = calculator.counts(["rows_not_used"], by=("file", "rule", "column", "row_id"))
    incomplete = {
        group: row
        for group, row in not_used["rows_not_used"].items()
        if group[:2] == (CLIENT_FILES, INCOMPLETE)
    }
    read = added(used, lambda group: group == (CLIENT_FILES,))
    lost = added(used, lambda group: group == (LOST_FILES,)).numerator
    return {
        "in_file": read.denominator,
        "complete": read.numerator,
        "incomplete": added(incomplete).numerator,
        "lost": lost,
        "drawn": (read.denominator or 0) + lost,
        "incomplete_by_variable": _by_variable(incomplete),
        "incomplete_files": [*sorted(group[3] for group in incomplete if group[3] is not None)],
    }


def _by_variable(incomplete: Counts) -> Json:
    missing: Counter[str] = Counter()
    for (_file, _rule, columns, _number), row in incomplete.items():
        for column in (columns or "").split(", "):
            missing[column] += row.numerator
    return {column: missing[column] for column in NEEDED}


def table1(calculator: Calculator) -> Json:
    """Return Tabel 1: the sample by size class and region."""
    counted = calculator.counts(
        ["sampled_municipalities", "files_drawn", "files_lost", "files_examined"],
        by=("size_class", "region"),
    )
    sizes = LOCAL_CODES["size_class"]
    table = {name: _line(counted, size) for name, size in sizes.items()}
    return {**table, "total": _line(counted, None)}


def _line(counted: Mapping[str, Counts], size: str | None) -> Json:
    def number(measure: str, region: str | None = None) -> int:
        wanted = (size, region)
        return added(
            counted[measure],
            lambda group: all(want in (None, has) for want, has in zip(wanted, group, strict=True)),
        ).numerator

    regions = LOCAL_CODES["region"].items()
    return {
        **{name: number("sampled_municipalities", region) for name, region in regions},
        "municipalities": number("sampled_municipalities"),
        "files_drawn": number("files_drawn"),
        "files_lost": number("files_lost"),
        "files_examined": number("files_examined"),
    }
