"""The sections of a dossier: which facts are shown in a table, and with which columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trede.dossier.columns import Column, ColumnType
from trede.dossier.tables import TABLES
from trede.language import translate as _
from trede.register.dossiers.naming import MANAGERS, REPORTS, titles_in
from trede.register.facts.models import Fact
from trede.register.pages.templating import (
    show_code,
    show_day,
    show_euro,
    show_last_day,
    show_stand,
)
from trede.register.referrals.on_file import names_for
from trede.register.steps.situation import subject_of

File = Mapping[str, Sequence[Fact]]


@dataclass(frozen=True)
class Section:
    """One table of facts, newest first; ``step`` corrects a row, ``adds`` adds one."""

    table: str
    title: str
    term: str | None
    headings: tuple[str, ...]
    rows: tuple[tuple[Fact, tuple[str, ...]], ...]
    step: str | None
    note: str = ""

    @property
    def adds(self) -> str | None:
        """The step that adds a row; none for what only a provider sends."""
        return ADDS.get(self.table, self.step)

    def corrects(self, fact: Fact) -> str:
        """Return what the step does about a row."""
        if self.table in ANSWERED:
            unanswered = fact.cell("answered_on") is None
            return _("Answer it") if unanswered else _("Correct the answer")
        if self.table == "three_way_talks" and fact.cell("held_on") is None:
            return _("Plan or record the result")
        return _("Correct")

    def subject(self, fact: Fact) -> str:
        """Return by what a step finds a row."""
        return subject_of(fact)


TERMS = {
    "applications": "application",
    "benefit_spells": "benefit",
    "unemployment_benefits": "unemployment_benefit",
    "diagnoses": "diagnosis",
    "classifications": "classification",
    "barriers": "barrier",
    "exemptions": "exemption",
    "plans": "plan",
    "trajectories": "trajectory",
    "placements": "placement",
    "contacts": "contact",
    "appointments": "appointment",
    "sanctions": "sanction",
    "exit_verifications": "exit_verification",
    "case_manager_assignments": "case_manager",
}
"""The term of the field that explains a section."""


ANSWERED = ("progress_reports", "proposed_plans")
"""What providers send, and the municipality only answers."""
ADDS = {**dict.fromkeys(ANSWERED), "three_way_talks": "three-way-talk"}
"""Where a row is added by another step than it is corrected by, or by none."""
HALF_OPEN = ("ends_on", "expected_end_on", "applies_until")
"""Columns with the first day after a spell; people are shown the last day of it."""
_Declared = tuple[str, str, str | None, dict[str, str]]
"""A table, the title of its section, the step that corrects it, and its columns with headings."""


def _declared() -> Iterator[_Declared]:
    yield from _of_the_situation()
    yield from _of_what_was_done()


def _of_the_situation() -> Iterator[_Declared]:
    last = _("up to and including")
    yield "applications", _("Applications"), "benefit-application", {
        "applied_on": _("applied"), "scheme": _("scheme"), "decided_on": _("decided"),
        "decision": _("decision"),
    }  # fmt: skip
    yield "benefit_spells", _("Benefit"), "benefit", {
        "scheme": _("scheme"), "starts_on": _("from"), "ends_on": last,
        "exit_reason": _("reason of the end"),
    }  # fmt: skip
    yield "unemployment_benefits", _("Unemployment benefit"), "unemployment", {
        "starts_on": _("from"), "expected_end_on": _("last day at the latest"), "ends_on": last,
    }  # fmt: skip
    yield "diagnoses", _("Intake and diagnosis"), "diagnosis", {
        "diagnosed_on": _("day"), "kind": _("kind"), "finding": _("conclusion"),
    }  # fmt: skip
    yield "classifications", _("Phase, rung and target group"), "classification", {
        "scale": _("scale"), "value": _("value"), "starts_on": _("from"), "ends_on": last,
        "reason": _("why"),
    }  # fmt: skip
    yield "barriers", _("Barriers"), "barriers", {
        "barrier": _("barrier"), "starts_on": _("from"), "ends_on": last,
    }  # fmt: skip
    yield "exemptions", _("Exemptions"), "exemption", {
        "extent": _("extent"), "reason": _("reason"), "starts_on": _("from"),
        "ends_on": last, "review_on": _("looked at again"), "decided_on": _("decided"),
    }  # fmt: skip


def _of_what_was_done() -> Iterator[_Declared]:
    last = _("up to and including")
    yield "plans", _("Plans"), "plan", {
        "drawn_up_on": _("drawn up"), "status": _("status"), "goal": _("goal"),
        "client_signed_on": _("signed by the client"),
        "municipality_signed_on": _("signed by the municipality"),
    }  # fmt: skip
    yield "trajectories", _("Trajectories"), "trajectory", {
        "type": _("kind"), "offered_on": _("offered"), "decided_on": _("decided"),
        "started_on": _("started"), "ended_on": _("ended"), "result": _("result"),
        "motive": _("why this one"),
    }  # fmt: skip
    yield "referrals", _("Referrals"), None, {
        "referred_on": _("referred"), "provider_id": _("provider"), "question": _("question"),
        "desired_start_on": _("desired first day"), "answer": _("answer"),
        "answered_on": _("answered"), "reason": _("why returned"),
        "recalled_on": _("taken back"),
    }  # fmt: skip
    yield "participations", _("Participations"), None, {
        "name": _("what"), "provider_id": _("provider"), "starts_on": _("from"),
        "ends_on": last, "status": _("status"), "meets_norm": _("meets the norm"),
    }  # fmt: skip
    yield from _of_providers()
    yield "own_purchases", _("Own purchase"), None, {
        "asked_on": _("asked"), "name": _("what"), "supplier": _("supplier"),
        "amount_cents": _("price without VAT"), "decision": _("decision"),
        "explanation": _("why so decided"), "paid_on": _("paid"),
    }  # fmt: skip
    yield "placements", _("Work"), "placement", {
        "employer": _("employer"), "function": _("function"), "weekly_hours": _("hours a week"),
        "financed_by": _("paid by"), "starts_on": _("from"), "ends_on": last,
        "verified_on": _("verified"),
    }  # fmt: skip
    yield "contacts", _("Contacts"), "contact", {
        "contact_on": _("day"), "kind": _("kind"), "held": _("the client was there"),
        "summary": _("what was said"),
    }  # fmt: skip
    yield "appointments", _("Appointments"), "appointment", {
        "planned_on": _("day of the talk"), "kind": _("kind"), "purpose": _("about"),
        "settled_on": _("held or called off"),
    }  # fmt: skip
    yield "sanctions", _("Enforcement"), "enforcement", {
        "proposed_on": _("proposed"), "duty": _("duty"), "decided_on": _("decided"),
        "decision": _("decision"), "claimed_cents": _("claimed back"),
        "claimed_interest_cents": _("interest"), "claimed_cost_cents": _("cost of recovery"),
    }  # fmt: skip
    yield "exit_verifications", _("Verified exits"), "verification", {
        "benefit_ended_on": _("last day of benefit"), "verified_on": _("verified"),
        "verified_status": _("found"), "verified_with": _("verified with"),
    }  # fmt: skip
    yield "case_manager_assignments", _("Case managers"), None, {
        "case_manager_id": _("case manager"), "role": _("task"), "team": _("team"),
        "starts_on": _("from"), "ends_on": last,
    }  # fmt: skip


def _of_providers() -> Iterator[_Declared]:
    last = _("up to and including")
    yield "progress_reports", _("Reports of providers"), "report-answer", {
        "received_on": _("received"), "due_on": _("was due on"), "name": _("report"),
        "progress": _("what was reached"), "obstacles": _("what stands in the way"),
        "next_steps": _("what follows"), "advice": _("advice"), "answer": _("answer"),
        "remark": _("remark"),
    }  # fmt: skip
    yield "proposed_plans", _("Plans proposed by providers"), "plan-answer", {
        "proposed_on": _("proposed"), "goal": _("goal"), "steps": _("what will be done"),
        "duration_weeks": _("weeks"), "weekly_hours": _("hours a week"), "answer": _("answer"),
        "remark": _("remark"),
    }  # fmt: skip
    yield "absences", _("Absence at providers"), None, {
        "kind": _("kind"), "starts_on": _("from"), "ends_on": last,
        "with_notice": _("gave notice"), "explanation": _("explanation"),
    }  # fmt: skip
    yield "three_way_talks", _("Three-way talks"), "three-way-talk-next", {
        "signalled_on": _("signalled"), "reason": _("about"), "explanation": _("what happened"),
        "planned_on": _("planned"), "held_on": _("held"), "result": _("result"),
        "agreement": _("what was agreed"),
    }  # fmt: skip


def sections_of(file: File, counting: Sequence[str] = ()) -> list[Section]:
    """Return the sections of a file.

    ``counting`` are the kinds of talk that count as a diagnosis, to be said beside the diagnoses.
    """
    names, titles = names_for(file), titles_in(file)
    return [
        Section(
            table,
            title,
            TERMS.get(table),
            tuple(columns.values()),
            tuple((fact, _cells(fact, columns, names, titles)) for fact in reversed(file[table])),
            step,
            _what_counts(counting) if table == "diagnoses" else "",
        )
        for table, title, step, columns in _declared()
    ]


def _what_counts(kinds: Sequence[str]) -> str:
    """Say which kinds of talk are a diagnosis; nothing if all are, or if it is not asked."""
    if not kinds or "all" in kinds:
        return ""
    named = ", ".join(show_code(each, "diagnosis_kind") for each in kinds)
    return _("Not every intake is a diagnosis. As a diagnosis count: {kinds}.").format(kinds=named)


def _cells(
    fact: Fact,
    columns: Mapping[str, str],
    providers: Mapping[str, str],
    titles: Mapping[tuple[str, str], str],
) -> tuple[str, ...]:
    table = fact.declared.name
    shown = {each: show_value(fact, TABLES[table].column(each)) for each in columns}
    if "provider_id" in shown:
        shown["provider_id"] = providers.get(shown["provider_id"], shown["provider_id"])
    if table == REPORTS:
        shown["name"] = titles.get((table, str(fact.cell("report_id"))), shown["name"])
    if table == MANAGERS:
        shown["case_manager_id"] = titles.get(
            (table, shown["case_manager_id"]), shown["case_manager_id"]
        )
    return tuple(shown.values())


def show_value(fact: Fact, column: Column) -> str:
    """Write a value of a fact as people read it."""
    value = fact.cell(column.name)
    codes = column.codes
    if column.name == "value" and fact.declared.name == "classifications":
        return show_stand(None if value is None else str(value), str(fact.cell("scale")))
    if value is not None and codes is not None:
        return show_code(str(value), codes)
    if column.name in HALF_OPEN and isinstance(value, date):
        return show_last_day(value)
    return _plain(value, column.type)


def _plain(value: object, kind: ColumnType) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return show_day(value)
    if isinstance(value, int) and kind is ColumnType.CENTS:
        return show_euro(value)
    return "–" if value is None else str(value)
