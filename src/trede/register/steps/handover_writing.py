"""Writes what a hand-over holds as facts, with the sender as their source.

What is on file stays; what differs from it is returned, and becomes a to-do.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import believed
from trede.register.pages.templating import show_code, show_day
from trede.register.project.clock import today
from trede.register.steps.fields import A_DAY
from trede.register.steps.handover import HandedClassification, HandedDiagnosis, Handover
from trede.register.steps.handover_follow_up import DIFFERS, INCOMPLETE, NOTICE
from trede.register.steps.handover_requirements import Missing, days_to_complete
from trede.register.steps.questionnaire import find_question
from trede.register.steps.registering import IDENTITY, assign, write_client
from trede.register.steps.situation import holds_on

OVERVIEW = "applications_made"
"""The question under which the overview of applications is kept."""


def write(
    journal: Journal,
    client: Client,
    handover: Handover,
    missing: Missing,
    manager: User | None,
) -> tuple[str, ...]:
    """Record all that a hand-over holds; return what differs from what was on file."""
    differences = tuple(_differences(client, handover))
    sender = handover.sender
    write_client(journal, client, _person(handover), sender)
    if manager is not None:
        assign(journal, client, manager)
    _write_application(journal, client, handover)
    for diagnosis in handover.diagnoses:
        _write_diagnosis(journal, client, diagnosis, sender)
    _write_overview(journal, client, handover)
    clashes = [_write_class(journal, client, each, sender) for each in handover.classifications]
    _write_barriers(journal, client, handover)
    _write_unemployment(journal, client, handover)
    _write_talk(journal, client, handover, manager)
    differences += tuple(filter(None, clashes))
    _write_todos(journal, client, handover, missing, differences)
    return differences


def _differences(client: Client, handover: Handover) -> Iterator[str]:
    """Yield where the hand-over and who the client is on file say different things."""
    known = client.identity
    for name in IDENTITY if known is not None else ():
        given, stood = getattr(handover.person, name), getattr(known, name)
        if given and stood and given != stood:
            shown = [show_day(each) if isinstance(each, date) else each for each in (stood, given)]
            yield _("on file {stood}, in the hand-over {given}").format(
                stood=shown[0], given=shown[1]
            )


def _person(handover: Handover) -> dict[str, object]:
    """Return what a hand-over says of the person, also in the answers to questions.

    It is noted whether the intake partner's file came along (iwi-2007 D).
    """
    said: dict[str, object] = handover.person.model_dump()
    said["intake_information"] = "yes" if handover.diagnoses else "no"
    for diagnosis in handover.diagnoses:
        for name, answer in diagnosis.answers.items():
            question = find_question(name)
            if question is not None and question.person:
                said[question.person] = said.get(question.person) or answer
    return said


def _write_application(journal: Journal, client: Client, handover: Handover) -> None:
    application = handover.application
    if application is None:
        return
    same = believed("applications").filter(
        person_id=client.person_id, applied_on=application.applied_on, scheme=application.scheme
    )
    if not same.exists():
        values: dict[str, Value] = {
            "application_id": new_id(),
            "person_id": client.person_id,
            "scheme": application.scheme,
            "applied_on": application.applied_on,
        }
        journal.record("applications", values, handover.sender)


def _write_diagnosis(
    journal: Journal, client: Client, diagnosis: HandedDiagnosis, sender: str
) -> None:
    key = new_id()
    values: dict[str, Value] = {
        "diagnosis_id": key,
        "person_id": client.person_id,
        "diagnosed_on": diagnosis.diagnosed_on,
        "kind": diagnosis.kind,
        "finding": diagnosis.finding or None,
    }
    journal.record("diagnoses", values, sender)
    for question, answer in diagnosis.answers.items():
        _write_answer(journal, client, question, answer, diagnosis.diagnosed_on, key, sender)


def _write_answer(
    journal: Journal,
    client: Client,
    question: str,
    answer: str,
    day: date,
    diagnosis: str | None,
    sender: str,
) -> None:
    values: dict[str, Value] = {
        "answer_id": new_id(),
        "person_id": client.person_id,
        "diagnosis_id": diagnosis,
        "question": question,
        "answer": answer,
        "answered_on": day,
    }
    journal.record("answers", values, sender)


def _write_overview(journal: Journal, client: Client, handover: Handover) -> None:
    """Keep the overview of applications as an answer, a line for each."""
    if not handover.applications_made:
        return
    lines = [
        " · ".join(filter(None, (show_day(each.on), each.employer, each.function)))
        for each in handover.applications_made
    ]
    newest = max(each.on for each in handover.applications_made)
    day = handover.sent_on or newest
    _write_answer(journal, client, OVERVIEW, "\n".join(lines), day, None, handover.sender)


def _write_class(
    journal: Journal, client: Client, given: HandedClassification, sender: str
) -> str | None:
    """Record a phase or rung where none is on file; return how it differs from one that is."""
    on_file = believed("classifications").filter(person_id=client.person_id, scale=given.scale)
    holding = [fact for fact in on_file if holds_on(fact, today())]
    if holding:
        if holding[-1].cell("value") == given.value:
            return None
        return _("{scale}: on file {stood}, in the hand-over {given}").format(
            scale=show_code(given.scale, "scale"),
            stood=show_code(str(holding[-1].cell("value")), given.scale),
            given=show_code(given.value, given.scale),
        )
    values: dict[str, Value] = {
        "classification_id": new_id(),
        "person_id": client.person_id,
        "scale": given.scale,
        "value": given.value,
        "starts_on": given.starts_on,
        "reason": given.reason or None,
    }
    journal.record("classifications", values, sender)
    return None


def _write_barriers(journal: Journal, client: Client, handover: Handover) -> None:
    day = handover.sent_on or today()
    on_file = believed("barriers").filter(person_id=client.person_id)
    there = {each.barrier for each in on_file if holds_on(each, day) or each.starts_on == day}
    for barrier in dict.fromkeys(handover.barriers):
        if barrier not in there:
            values: dict[str, Value] = {
                "person_id": client.person_id,
                "barrier": barrier,
                "starts_on": day,
            }
            journal.record("barriers", values, handover.sender)


def _write_unemployment(journal: Journal, client: Client, handover: Handover) -> None:
    benefit = handover.unemployment_benefit
    if benefit is None:
        return
    known = believed("unemployment_benefits").filter(
        person_id=client.person_id, starts_on=benefit.starts_on
    )
    if not known.exists():
        values: dict[str, Value] = {
            "unemployment_id": new_id(),
            "person_id": client.person_id,
            "starts_on": benefit.starts_on,
            "expected_end_on": benefit.last_on + A_DAY,
        }
        journal.record("unemployment_benefits", values, handover.sender)


def _write_talk(journal: Journal, client: Client, handover: Handover, manager: User | None) -> None:
    """Record that the client was handed over in a conversation (rekenkamer-utrecht C2)."""
    if handover.warm_handover_on is not None:
        values: dict[str, Value] = {
            "contact_id": new_id(),
            "person_id": client.person_id,
            "contact_on": handover.warm_handover_on,
            "kind": "handover",
            "held": True,
            "case_manager_id": manager.username if manager is not None else None,
        }
        journal.record("contacts", values, handover.sender)


def _write_todos(
    journal: Journal,
    client: Client,
    handover: Handover,
    missing: Missing,
    differences: tuple[str, ...],
) -> None:
    """Open a to-do for what is missing, for what differs, and for each notice of the sender."""
    due = today() + timedelta(days=days_to_complete(today()))
    if missing.agreed:
        text = _("Hand-over {reference} of {sender} is incomplete. Ask for: {missing}.")
        said = text.format(
            reference=handover.reference,
            sender=handover.sender,
            missing=", ".join(missing.agreed),
        )
        _todo(journal, client, INCOMPLETE, said, today(), due)
    if differences:
        text = _("The hand-over of {sender} differs from the file: {differences}.")
        said = text.format(sender=handover.sender, differences="; ".join(differences))
        _todo(journal, client, DIFFERS, said, today(), due)
    for notice in handover.notices:
        _todo(journal, client, NOTICE, notice.description, notice.on, due)


def _todo(
    journal: Journal, client: Client, rule: str, description: str, raised_on: date, due_on: date
) -> None:
    values: dict[str, Value] = {
        "signal_id": new_id(),
        "person_id": client.person_id,
        "rule": rule,
        "description": description,
        "raised_on": raised_on,
        "due_on": due_on,
    }
    journal.record("signals", values)
