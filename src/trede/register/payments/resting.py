"""The facts that an amount rests on, each as it is shown: what, of which day, by whom, recorded."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from trede.dossier.tables import TABLES
from trede.language import in_language
from trede.language import translate as _
from trede.register.pages.templating import show_code, show_day, show_last_day
from trede.register.payments.words import title_of
from trede.settlement.rows import Row
from trede.settlement.terms import Terms

REPORTS, CLAIMS, EVIDENCE = "progress_reports", "premium_claims", "premium_evidence"
_TITLES: Mapping[str, Callable[[], str]] = {
    "participations": lambda: _("took part"),
    "placements": lambda: _("at work"),
    "benefit_spells": lambda: _("benefit"),
    "exit_verifications": lambda: _("verification by an independent source"),
    "attendance_signatures": lambda: _("attendance list"),
}
SHOWN: Mapping[str, tuple[str, ...]] = {"exit_verifications": ("verified_with",)}
"""The columns that are shown beside those that a settlement reads, by table."""
IN_CHAIN = frozenset({*_TITLES, REPORTS, CLAIMS, EVIDENCE}) - {"benefit_spells"}


@dataclass(frozen=True)
class Resting:
    """A fact that an amount rests on: what it is, of which day, said by whom, recorded when."""

    table: str
    key: str
    title: str
    on: date | None
    beside: str
    source: str
    recorded_at: datetime

    @property
    def is_in_chain(self) -> bool:
        """Whether it stands in the money chain of the client, where one can go."""
        return self.table in IN_CHAIN


def resting(table: str, row: Row, terms: Terms | None) -> Resting:
    """Return a version of a row as it is shown, in the words of the terms."""
    declared = TABLES[table]
    (key,) = declared.key
    return Resting(
        table,
        str(row[key]),
        _title(table, row, terms),
        cast("date | None", row[declared.begins]) if declared.begins else None,
        ", ".join(_BESIDE[table](row)) if table in _BESIDE else "",
        str(row["source"]),
        cast("datetime", row["recorded_at"]),
    )


def _title(table: str, row: Row, terms: Terms | None) -> str:
    if table == REPORTS:
        return _("report “{title}”").format(title=_report(str(row["name"]), terms))
    if table == CLAIMS:
        return _("claim of {premium}").format(premium=title_of(terms, str(row["premium"])))
    if table == EVIDENCE:
        kind = show_code(str(row["kind"]), "evidence_kind")
        return _("Evidence: {kind}").format(kind=kind)
    said = _TITLES.get(table)
    return said() if said is not None else table


def _report(name: str, terms: Terms | None) -> str:
    for each in terms.reports if terms is not None else ():
        if each.name == name:
            return in_language(each.titles)
    for fee in terms.fees if terms is not None else ():
        if fee.report == name:
            return in_language(fee.titles)
    return name.replace("_", " ")


def _of_participation(row: Row) -> Iterator[str]:
    if row["status"] is not None:
        yield show_code(str(row["status"]), "participation_status")
    yield from _until(row)
    if row["ends_on"] is None:
        return
    meets_norm, approved = row["meets_norm"], row["approved"]
    if meets_norm is not None:
        yield _("to the norm") if meets_norm else _("not to the norm")
    if approved is not None:
        yield _("payment approved") if approved else _("payment not approved")


def _of_placement(row: Row) -> Iterator[str]:
    yield from _until(row)
    if row["verified_on"] is not None:
        day = show_day(cast("date", row["verified_on"]))
        yield _("confirmed on {day}").format(day=day)
        if row["verified_with"]:
            yield str(row["verified_with"])


def _of_verification(row: Row) -> Iterator[str]:
    yield show_code(str(row["verified_status"]), "verified_status")
    if row["verified_with"]:
        yield str(row["verified_with"])


def _until(row: Row) -> Iterator[str]:
    ends_on = row["ends_on"]
    if isinstance(ends_on, date):
        yield _("until {day}").format(day=show_last_day(ends_on))


_BESIDE: Mapping[str, Callable[[Row], Iterator[str]]] = {
    "participations": _of_participation,
    "placements": _of_placement,
    "benefit_spells": _until,
    "exit_verifications": _of_verification,
}
"""What is said beside the day that a fact begins: how it ended, and what was found."""
