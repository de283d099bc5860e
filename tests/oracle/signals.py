"""Terms that signals watch, client by client, as the sources say them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.days import add_months
from tests.oracle.selection import Row

Known = Mapping[str, list[Row]]
Term = dict[str, object]


@dataclass
class Period:
    """An unbroken time of support; no end while it lasts."""

    subject: object
    starts_on: date
    ends_on: date | None


def application_terms(known: Known, as_of: date) -> Iterator[Term]:
    """Expect a decision within eight weeks; on the list two weeks before the last day."""
    for row in known["applications"]:
        due_on = row["applied_on"] + timedelta(weeks=8)
        yield term(
            row["person_id"], row["application_id"], row["applied_on"],
            due_on - timedelta(days=14), due_on, row["decided_on"], None, as_of,
        )  # fmt: skip


def contact_terms(known: Known, as_of: date) -> Iterator[Term]:
    """Expect contact within six months of the last one, as long as the client is supported."""
    for person in sorted({row["person_id"] for row in known["persons"]}):
        contacts = sorted(
            (row["contact_on"], row["contact_id"])
            for row in known["contacts"]
            if row["person_id"] == person and row["held"] is not False and row["kind"] != "written"
        )
        for period in periods(known, person):
            within = [
                (day, key)
                for day, key in contacts
                if day > period.starts_on and (period.ends_on is None or day < period.ends_on)
            ]
            moments = [(period.starts_on, period.subject), *within]
            for (begins_on, subject), following in zip(moments, [*within, None], strict=True):
                due_on = add_months(begins_on, 6)
                yield term(
                    person, subject, begins_on, due_on - timedelta(days=14), due_on,
                    following and following[0], period.ends_on, as_of,
                )  # fmt: skip


def client_talk_terms(known: Known, as_of: date) -> Iterator[Term]:
    """Expect a talk with the client three months before the last day of unemployment benefit."""
    for row in known["unemployment_benefits"]:
        due_on = add_months(row["expected_end_on"] - timedelta(days=1), -3)
        asked_from = max(row["starts_on"], due_on - timedelta(days=28))
        talks = [
            contact["contact_on"]
            for contact in known["contacts"]
            if contact["person_id"] == row["person_id"]
            and contact["held"] is not False
            and contact["kind"] not in {"written", "handover"}
            and contact["contact_on"] >= asked_from
        ]
        over = row["expected_end_on"] if row["expected_end_on"] <= as_of else None
        yield term(
            row["person_id"], row["unemployment_id"], row["starts_on"], asked_from, due_on,
            min(talks, default=None), row["ends_on"] or over, as_of,
        )  # fmt: skip


def term(
    person: object,
    subject: object,
    begins_on: date,
    asked_from: date,
    due_on: date,
    settled_on: date | None,
    ended_on: date | None,
    as_of: date,
) -> Term:
    """Return a term with its state on a day."""
    return {
        "person_id": person,
        "subject": subject,
        "begins_on": begins_on,
        "asked_from": asked_from,
        "due_on": due_on,
        "settled_on": settled_on,
        "state": state(asked_from, due_on, settled_on, ended_on, as_of),
        "is_due": due_on < as_of,
    }


def state(
    asked_from: date, due_on: date, settled_on: date | None, ended_on: date | None, as_of: date
) -> str:
    """Return how a term stands: what came first decides, and a last day is still in time."""
    if settled_on is not None and (ended_on is None or settled_on <= ended_on):
        return "in_time" if settled_on <= due_on else "too_late"
    if ended_on is not None:
        return "lapsed" if ended_on <= due_on else "missed"
    if due_on < as_of:
        return "late"
    return "coming" if asked_from > as_of else "open"


def periods(known: Known, person: object) -> list[Period]:
    """Return the unbroken periods of benefit; without any benefit, those with a case manager."""
    spells = [
        Period(row["spell_id"], row["starts_on"], row["ends_on"])
        for row in known["benefit_spells"]
        if row["person_id"] == person
    ]
    applies = any(
        row["person_id"] == person and row["decided_on"] is None for row in known["applications"]
    )
    if not spells and not applies:
        spells = [
            Period(f"{row['role']} {row['starts_on']}", row["starts_on"], row["ends_on"])
            for row in known["case_manager_assignments"]
            if row["person_id"] == person
        ]
    found: list[Period] = []
    for spell in sorted(spells, key=lambda each: (each.starts_on, str(each.subject))):
        last = found[-1] if found else None
        if last is None or (last.ends_on is not None and spell.starts_on > last.ends_on):
            found.append(spell)
        elif last.ends_on is not None:
            last.ends_on = spell.ends_on and max(last.ends_on, spell.ends_on)
    return found
