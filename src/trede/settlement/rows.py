"""Makes the facts and terms of a settlement from rows of the dossier's tables.

Whoever keeps the rows, a dossier or the register, gives them by table as they are believed now.
Work that the company itself confirmed is not verified: the company is no independent source. A
report that was asked back was not received until it is sent again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import cast

from trede.dossier.codes import shipped_lists
from trede.settlement.facts import (
    Benefit,
    Claim,
    Facts,
    Participation,
    Payment,
    Placement,
    Report,
    Signature,
    Verification,
)
from trede.settlement.reading import in_order, parse_terms
from trede.settlement.spans import Span
from trede.settlement.terms import Terms

Row = Mapping[str, object]
RowsOf = Callable[[str], Iterable[Row]]
"""Gives the rows of a table, by its name."""
ASKED_BACK = "asked_back"

TABLES_READ: Mapping[str, tuple[str, ...]] = {
    "participations": (
        "participation_id", "person_id", "contract_id", "starts_on", "ends_on", "status",
        "meets_norm", "approved",
    ),
    "providers": ("provider_id", "name"),
    "placements": (
        "placement_id", "person_id", "starts_on", "ends_on", "contract_kind", "financed_by",
        "weekly_hours", "verified_on", "verified_with",
    ),
    "benefit_spells": (
        "spell_id", "person_id", "starts_on", "ends_on", "scheme", "monthly_amount_cents",
    ),
    "exit_verifications": ("verification_id", "person_id", "verified_on", "verified_status"),
    "attendance_signatures": (
        "signature_id", "participation_id", "list_id", "month_on", "signed_on",
    ),
    "progress_reports": (
        "report_id", "participation_id", "name", "due_on", "received_on", "answer",
    ),
    "premium_claims": (
        "claim_id", "contract_id", "participation_id", "premium", "claimed_on",
    ),
    "premium_evidence": ("claim_id", "kind", "received_on"),
    "payments": (
        "contract_id", "participation_id", "term", "period", "amount_cents", "paid_on",
    ),
}  # fmt: skip
"""The tables that a settlement reads, with their columns."""


def terms_in(rows: Iterable[tuple[object, Row]]) -> tuple[Terms, ...]:
    """Return the terms in rows of ``contract_versions``, each with where it stands.

    The row says until when they hold if another version took their place later on. Raises as
    reading a file does.
    """
    return in_order([(where, _terms(row, where)) for where, row in rows])


def _terms(row: Row, where: object) -> Terms:
    terms = _parsed(_text(row, "terms"), str(where))
    return terms.until(cast("date | None", row["ends_on"]))


@lru_cache(maxsize=2048)
def _parsed(text: str, where: str) -> Terms:
    return parse_terms(text, where)


def facts_in(rows: RowsOf) -> Facts:
    """Return the facts in rows of the tables that a settlement reads."""
    evidence = _evidence(rows("premium_evidence"))
    return Facts(
        participations=tuple(
            _participation(row) for row in rows("participations") if row["contract_id"] is not None
        ),
        placements=tuple(_placements(rows)),
        benefits=tuple(_benefits(rows("benefit_spells"))),
        verifications=tuple(
            Verification(
                _text(row, "verification_id"),
                _text(row, "person_id"),
                cast("date", row["verified_on"]),
                at_work=row["verified_status"] == "work",
            )
            for row in rows("exit_verifications")
            if row["verified_on"] is not None
        ),
        signatures=tuple(_signature(row) for row in rows("attendance_signatures")),
        reports=tuple(
            _report(row) for row in rows("progress_reports") if row["answer"] != ASKED_BACK
        ),
        claims=tuple(_claim(row, evidence) for row in rows("premium_claims")),
        payments=tuple(_payment(row) for row in rows("payments")),
    )


def _text(row: Row, column: str) -> str:
    value = row[column]
    return "" if value is None else str(value)


def _span(row: Row) -> Span:
    return Span(cast("date", row["starts_on"]), cast("date | None", row["ends_on"]))


def _participation(row: Row) -> Participation:
    return Participation(
        _text(row, "participation_id"),
        _text(row, "person_id"),
        _text(row, "contract_id"),
        _span(row),
        completed=row["status"] == "completed",
        meets_norm=cast("bool | None", row["meets_norm"]),
        approved=cast("bool | None", row["approved"]),
    )


def _placements(rows: RowsOf) -> Iterator[Placement]:
    providers = {
        str(name) for row in rows("providers") for name in (row["provider_id"], row["name"])
    }
    for row in rows("placements"):
        independent = row["verified_with"] not in providers
        yield Placement(
            _text(row, "placement_id"),
            _text(row, "person_id"),
            _span(row),
            "subsidised" if row["contract_kind"] == "subsidised" else "regular",
            _text(row, "financed_by"),
            cast("int | None", row["weekly_hours"]),
            cast("date | None", row["verified_on"]) if independent else None,
        )


def _benefits(rows: Iterable[Row]) -> Iterator[Benefit]:
    """Yield benefit; jobs and special assistance among the schemes are none."""
    kinds = {code.code: code.groups.get("kind") for code in shipped_lists()["scheme"].codes}
    for row in rows:
        if kinds.get(_text(row, "scheme"), "benefit") == "benefit":
            yield Benefit(
                _text(row, "spell_id"),
                _text(row, "person_id"),
                _span(row),
                cast("int | None", row["monthly_amount_cents"]),
            )


def _signature(row: Row) -> Signature:
    return Signature(
        _text(row, "signature_id"),
        _text(row, "participation_id"),
        _text(row, "list_id"),
        cast("date", row["month_on"]),
        cast("date | None", row["signed_on"]),
    )


def _report(row: Row) -> Report:
    return Report(
        _text(row, "report_id"),
        _text(row, "participation_id"),
        _text(row, "name"),
        cast("date", row["received_on"]),
        cast("date | None", row["due_on"]),
    )


def _claim(row: Row, evidence: Mapping[str, list[tuple[str, date]]]) -> Claim:
    return Claim(
        _text(row, "claim_id"),
        _text(row, "contract_id"),
        _text(row, "participation_id"),
        _text(row, "premium"),
        cast("date", row["claimed_on"]),
        tuple(evidence.get(_text(row, "claim_id"), ())),
    )


def _evidence(rows: Iterable[Row]) -> Mapping[str, list[tuple[str, date]]]:
    evidence: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for row in rows:
        received = cast("date", row["received_on"])
        evidence[_text(row, "claim_id")].append((_text(row, "kind"), received))
    return evidence


def _payment(row: Row) -> Payment:
    return Payment(
        _text(row, "contract_id"),
        _text(row, "participation_id"),
        _text(row, "term"),
        _text(row, "period"),
        cast("int", row["amount_cents"]),
        cast("date", row["paid_on"]),
    )
