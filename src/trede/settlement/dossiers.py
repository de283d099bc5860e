"""Reads from a dossier what a settlement needs: the terms it holds and the facts of the clients.

Only rows that are believed now are read. Work that the company itself confirmed is not verified:
the company is no independent source.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from trede.dossier.codes import shipped_lists
from trede.dossier.storage import Dossier
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


def terms_of(dossier: Dossier) -> tuple[Terms, ...]:
    """Return the contract terms that a dossier holds; raises as reading a file does."""
    found = []
    for row in _rows(dossier, "contract_versions"):
        where = f"{dossier.folder}, contract_versions {row['contract_id']} {row['version']}"
        found.append((where, parse_terms(_text(row, "terms"), where)))
    return in_order(found)


def facts_of(dossier: Dossier) -> Facts:
    """Return the facts of everybody in a dossier."""
    evidence = _evidence(dossier)
    return Facts(
        participations=tuple(
            _participation(row)
            for row in _rows(dossier, "participations")
            if row["contract_id"] is not None
        ),
        placements=tuple(_placements(dossier)),
        benefits=tuple(_benefits(dossier)),
        verifications=tuple(
            Verification(
                _text(row, "verification_id"),
                _text(row, "person_id"),
                cast("date", row["verified_on"]),
                at_work=row["verified_status"] == "work",
            )
            for row in _rows(dossier, "exit_verifications")
            if row["verified_on"] is not None
        ),
        signatures=tuple(_signature(row) for row in _rows(dossier, "attendance_signatures")),
        reports=tuple(
            Report(
                _text(row, "report_id"),
                _text(row, "participation_id"),
                _text(row, "name"),
                cast("date", row["received_on"]),
            )
            for row in _rows(dossier, "progress_reports")
        ),
        claims=tuple(
            Claim(
                _text(row, "claim_id"),
                _text(row, "contract_id"),
                _text(row, "participation_id"),
                _text(row, "premium"),
                cast("date", row["claimed_on"]),
                tuple(evidence[_text(row, "claim_id")]),
            )
            for row in _rows(dossier, "premium_claims")
        ),
        payments=tuple(_payment(row) for row in _rows(dossier, "payments")),
    )


def _rows(dossier: Dossier, table: str) -> Iterator[Row]:
    """Yield the rows of a table that are believed now."""
    for row in dossier.read(table).to_pylist():
        if row["withdrawn_at"] is None:
            yield row


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


def _placements(dossier: Dossier) -> Iterator[Placement]:
    providers = {
        str(name)
        for row in _rows(dossier, "providers")
        for name in (row["provider_id"], row["name"])
    }
    for row in _rows(dossier, "placements"):
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


def _benefits(dossier: Dossier) -> Iterator[Benefit]:
    """Yield benefit; jobs and special assistance among the schemes are none."""
    kinds = {code.code: code.groups.get("kind") for code in shipped_lists()["scheme"].codes}
    for row in _rows(dossier, "benefit_spells"):
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


def _evidence(dossier: Dossier) -> dict[str, list[tuple[str, date]]]:
    evidence: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for row in _rows(dossier, "premium_evidence"):
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
