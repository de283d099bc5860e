"""Records what a benefit system tells, with the steps of the pages: every rule exists once."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django.http import QueryDict
from pydantic import TypeAdapter

from trede.language import translate as _
from trede.register.access.looking import log_look
from trede.register.access.models import Basis
from trede.register.api.benefit_forms import (
    ApplicationChange,
    BenefitChangeBatch,
    Change,
    DecisionChange,
    EndChange,
    StartChange,
    UnemploymentChange,
)
from trede.register.api.bodies import fitted
from trede.register.api.finding import client_of
from trede.register.api.once import Answer, Call, answered, begin, keep, once
from trede.register.api.problems import Fault, ProblemError, at_pointer, faulty
from trede.register.api.tokens import Caller
from trede.register.clients.models import Client
from trede.register.facts.models import believed
from trede.register.facts.versions import Change as Recorded
from trede.register.project.clock import today
from trede.register.steps.refusing import CONFIRMATION
from trede.register.steps.registry import STEPS
from trede.register.steps.saving import Done, save
from trede.register.steps.situation import Situation, subject_of
from trede.register.steps.step import Step, StepForm

ENDPOINT = "benefit-changes"
FORMS: Mapping[str, tuple[str, TypeAdapter[Any]]] = MappingProxyType(
    {
        "application": ("benefit-application", TypeAdapter(ApplicationChange)),
        "decision": ("benefit-decision", TypeAdapter(DecisionChange)),
        "start": ("benefit", TypeAdapter(StartChange)),
        "end": ("benefit-end", TypeAdapter(EndChange)),
        "unemployment": ("unemployment", TypeAdapter(UnemploymentChange)),
    }
)
"""The step that records a kind of change, and its form in JSON."""
SUBJECTS = ("application", "benefit")
"""The fields that name what a change is about, without correcting it."""
FIELDS: Mapping[str, str] = MappingProxyType(
    {"last_on": "ends_on", "expected_last_on": "expected_end_on"}
)
"""The fields of a step that are called otherwise in JSON."""
NOT_ASKED = frozenset({"client", "kind", "corrects", "confirmed", *SUBJECTS})
"""What of a change is no field of the step."""
KEYS: Mapping[str, str] = MappingProxyType(
    {
        "applications": "application",
        "benefit_spells": "benefit",
        "unemployment_benefits": "unemployment",
    }
)
"""The tables whose keys are answered, by their name in the answer."""


def record_change(caller: Caller, content: object) -> Answer:
    """Record one change; raises ProblemError."""
    step, change = _read(content)
    client = client_of(change.client, ("client",))
    log_look(caller.user, client, Basis.TASK, "", ENDPOINT)
    situation = Situation(client, caller.user, today(), _subject(change), caller.system.source)
    done, form = _take(step, situation, change)
    if done is None:
        raise _refused(form, change)
    return _answer(client, done)


def record_batch(caller: Caller, key: str, content: object) -> Answer:
    """Record changes, each apart; the answer accounts for every one. Raises ProblemError."""
    batch = fitted(TypeAdapter(BenefitChangeBatch), content)
    kept = begin(Call(caller.system, key, content))
    before = answered(kept)
    if before is not None:
        return before
    results = [
        _result(caller, f"{key}#{index}", change) for index, change in enumerate(batch.changes)
    ]
    outcomes = [str(each["outcome"]) for each in results]
    counts = {name: outcomes.count(name) for name in ("saved", "unchanged", "refused")}
    answer = Answer(200, {"sent": len(results), **counts, "results": results})
    keep(kept, answer)
    return answer


def _result(caller: Caller, key: str, content: object) -> dict[str, object]:
    """Record one change of a batch, once; what went wrong with it is said in its place."""
    answer = once(Call(caller.system, key, content), lambda: record_change(caller, content))
    if "outcome" in answer.body:
        return answer.body
    return {"outcome": "refused", "problem": answer.body}


def _read(content: object) -> tuple[Step, Change]:
    kind = content.get("kind") if isinstance(content, Mapping) else None
    if not isinstance(kind, str) or kind not in FORMS:
        why = _("is none of {kinds}").format(kinds=", ".join(FORMS))
        fault = at_pointer(("kind",), why, _("Say of which kind the change is."), kind)
        raise faulty(_("It is not clear what changed."), [fault])
    name, form = FORMS[kind]
    change: Change = fitted(form, content)
    return STEPS[name], change


def _subject(change: Change) -> str | None:
    """Return the key of what a change is about, if it names one."""
    named = (getattr(change, name, None) for name in ("corrects", *SUBJECTS))
    return next((key for key in named if key is not None), None)


def _take(step: Step, situation: Situation, change: Change) -> tuple[Done | None, StepForm]:
    """Fill in the form of a step as on its page, and save it."""
    filled = QueryDict(mutable=True)
    if step.corrects(situation):
        filled.update(_stood(step, situation))
    given = dict(_given(change))
    filled.update(given)
    for name in change.confirmed:
        filled[f"{CONFIRMATION}{name}"] = "on"
    form = step.make_form(situation, data=filled)
    if left_over := given.keys() - form.fields.keys():
        raise _not_asked(left_over)
    return save(step, situation, form), form


def _not_asked(fields: Collection[str]) -> ProblemError:
    """Refuse what would be lost: the end of a benefit that still runs, for instance."""
    faults = [
        at_pointer((_name_of(field),), _("is not asked here"), _("Leave it out."))
        for field in sorted(fields)
    ]
    return faulty(_("The change says more than can be recorded."), faults)


def _name_of(field: str) -> str:
    """Return how a field of a step is called in JSON."""
    return {field: name for name, field in FIELDS.items()}.get(field, field)


def _stood(step: Step, situation: Situation) -> dict[str, str]:
    """Return what is on file, as the page of a correction is filled in."""
    form = step.make_form(situation, initial=step.initial(situation))
    return {bound.name: _written(bound.value()) for bound in form}


def _given(change: Change) -> Iterator[tuple[str, str]]:
    """Yield what a change names, as one would fill it in."""
    for name in sorted(change.model_fields_set - NOT_ASKED):
        value = getattr(change, name)
        if name.endswith("_cents") and value is not None:
            value = f"{value // 100}.{value % 100:02}"
        yield FIELDS.get(name, name), _written(value)


def _written(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _refused(form: StepForm, change: Change) -> ProblemError:
    faults = [
        _fault(_name_of(field), str(message), change)
        for field, messages in form.errors.items()
        for message in messages
    ]
    faults += [
        at_pointer(
            ("confirmed",),
            warning,
            _("If it is right all the same, send it again with '{name}' in confirmed.").format(
                name=name
            ),
            confirm=name,
        )
        for name, warning in form.warnings.items()
    ]
    return faulty(_("The register does not record this change."), faults)


def _fault(name: str, message: str, change: Change) -> Fault:
    remedy = _("Mend it, or leave it out if it is not known.")
    known = name in type(change).model_fields
    value = getattr(change, name) if known else None
    shown = _written(value) if value is not None else None
    return at_pointer((name,) if known else (), message, remedy, shown)


def _answer(client: Client, done: Done) -> Answer:
    body: dict[str, object] = {
        "outcome": "unchanged" if done.change is None else "saved",
        "client_number": client.number,
        "detail": done.sentence,
    }
    if done.change is not None:
        body |= _keys(done.change)
    return Answer(200 if done.change is None else 201, body)


def _keys(change: Recorded) -> dict[str, object]:
    """Return the keys of what a change recorded, to correct or end it by."""
    return {
        name: subject_of(fact)
        for table, name in KEYS.items()
        for fact in believed(table).filter(recorded_in=change)
    }
