"""Saves a step: in one change, or not at all with the reasons on its form."""

from dataclasses import dataclass

from django.http import QueryDict

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.facts.journal import ChangedMeanwhileError, newest_change, open_journal
from trede.register.facts.versions import Change
from trede.register.steps.situation import Situation
from trede.register.steps.step import CORRECTION, Step, StepForm


@dataclass(frozen=True)
class Done:
    """What a step did, in a sentence; the change is none if all stood there already."""

    sentence: str
    change: Change | None


class _NothingChangedError(Exception):
    """A step recorded nothing, so that no change is kept either."""


def is_gone(step: Step, situation: Situation) -> bool:
    """Tell whether the fact that a step is about is no longer believed, or never was."""
    about_a_fact = situation.subject is not None and bool(step.table)
    return about_a_fact and situation.fact(step.table) is None


def save(step: Step, situation: Situation, form: StepForm) -> Done | None:
    """Save a step; return what was done, or nothing if the form says why it was not."""
    if is_gone(step, situation):
        gone = _("What you correct here is no longer on file: someone withdrew it meanwhile.")
        form.add_error(None, gone)
        return None
    if (obstacle := step.obstacle(situation)) is not None:
        form.add_error(None, obstacle.why)
        return None
    if not form.is_valid():
        form.drop_confirmations()
        return None
    try:
        return _write(step, situation, form)
    except _NothingChangedError:
        return Done(_("Nothing was changed: this is how it stood already."), None)
    except TredeError as error:
        form.tell(error)
        if isinstance(error, ChangedMeanwhileError):
            _show_changes(form, error)
    return None


def _write(step: Step, situation: Situation, form: StepForm) -> Done:
    answers = form.cleaned_data
    with open_journal(
        author=situation.author,
        step=step.name,
        client=situation.client,
        reason=answers.get(CORRECTION) or "",
        seen=answers.get("seen"),
        touches=step.touches,
        source=situation.source,
    ) as journal:
        sentence = step.save(journal, situation, answers)
        if not journal.change.tables:
            raise _NothingChangedError
    return Done(sentence, journal.change)


def _show_changes(form: StepForm, error: ChangedMeanwhileError) -> None:
    """Show what others changed; saving again is then upon those changes."""
    form.changes = error.changes
    filled = QueryDict(mutable=True)
    filled.update(form.data)
    filled["seen"] = str(newest_change(form.situation.client))
    form.data = filled
