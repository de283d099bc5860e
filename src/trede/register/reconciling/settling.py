"""What is done about differences between a provider's list and the register: they are settled."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_code, show_day, upper_first
from trede.register.providers.tasks import About, Answers, Task, TaskForm, locked, one
from trede.register.reconciling.comparing import Difference
from trede.register.reconciling.lists import RESULTS
from trede.register.steps.fields import WordsField
from trede.register.steps.form import Words

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
AT_ONCE = 200
"""So many differences are settled at once."""


class SettleForm(TaskForm):
    """How a difference was settled."""

    settlement = WordsField(rows=3)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "settlement": (
                _("How it was settled"),
                _("Who was right, on what ground, and what was corrected where."),
            )
        }


class Settle(Task):
    """A difference that was looked into."""

    name = "difference"
    form = SettleForm
    needs_part = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Settle a difference")

    def explanation(self, about: About) -> str:
        """Repeat the difference."""
        found = self.subject(about)
        if found is None:
            return ""
        said = _("Client {client}: {kind}. The list: {theirs}. The register: {ours}.")
        return said.format(
            client=found.cell("client"),
            kind=show_code(str(found.cell("kind")), "difference_kind"),
            theirs=told(found, "theirs"),
            ours=told(found, "ours"),
        )

    def subject(self, about: About) -> Fact | None:
        """Return the difference."""
        return one(
            "reconciliation_differences", difference_id=about.part, reconciliation_id=about.key
        )

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the difference."""
        found = locked(
            "reconciliation_differences", difference_id=about.part, reconciliation_id=about.key
        )
        journal.correct(found, _settled(about, answers))
        return _("The difference was settled.")


class SeveralForm(SettleForm):
    """Which differences were settled in one way."""

    differences = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    field_order = ("differences", "settlement")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = _("{client} · the list: {theirs} · the register: {ours}")
        self.fields["differences"].choices = [  # type: ignore[attr-defined]
            (
                str(each.cell("difference_id")),
                said.format(
                    client=each.cell("client"), theirs=told(each, "theirs"), ours=told(each, "ours")
                ),
            )
            for each in open_of(self.about)
        ]

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            **super().words(),
            "differences": (
                _("Which differences"),
                _("Take the tick away from those that are settled in another way."),
            ),
        }


class SettleSeveral(Task):
    """Differences of one kind that were looked into and settled in one way."""

    name = "differences"
    form = SeveralForm
    needs_part = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Settle several differences at once")

    def explanation(self, about: About) -> str:
        """Say of what kind they are."""
        said = _("{kind}: {number} to settle; at most {most} at once.")
        kind = upper_first(show_code(about.part, "difference_kind"))
        return said.format(kind=kind, number=_unsettled(about).count(), most=AT_ONCE)

    def obstacle(self, about: About) -> str:
        """Something must be left to settle."""
        return "" if open_of(about) else _("All differences of this kind were settled.")

    def initial(self, about: About) -> Mapping[str, object]:
        """All of them."""
        return {"differences": [str(each.cell("difference_id")) for each in open_of(about)]}

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the differences."""
        found = _unsettled(about).filter(difference_id__in=answers["differences"])
        chosen = list(found.select_for_update())
        for each in chosen:
            journal.correct(each, _settled(about, answers))
        said = _("{number} differences were settled.")
        return said.format(number=len(chosen))


def open_of(about: About) -> list[Fact]:
    """Return the differences of a list and a kind that are still to settle, the first of them."""
    return list(_unsettled(about).order_by("client", "difference_id")[:AT_ONCE])


def _unsettled(about: About) -> Any:
    return believed("reconciliation_differences").filter(
        reconciliation_id=about.key, kind=about.part, settled_on__isnull=True
    )


def _settled(about: About, answers: Answers) -> dict[str, Value]:
    return {
        "settled_on": about.today,
        "settled_by": about.author.username,
        "settlement": answers["settlement"],
    }


def said_by(difference: Fact, side: str) -> str:
    """Return what one side says: a result by its label, days as 2026-12-31."""
    return _said(difference.cell(side), str(difference.cell("kind")))


def _said(value: object, kind: str) -> str:
    if value is None or value == "":
        return "–"
    return show_code(str(value), RESULTS) if kind == "other_result" else str(value)


def told(difference: Fact, side: str) -> str:
    """Return what one side says, with days as people write them."""
    return _with_days(said_by(difference, side))


def would_say(difference: Difference, side: str) -> str:
    """Return what one side says of a difference that was not stored."""
    value = difference.theirs if side == "theirs" else difference.ours
    return _with_days(_said(value, difference.kind))


def _with_days(text: str) -> str:
    said = DAY.sub(lambda day: show_day(date.fromisoformat(day[0])), text)
    lasts = said.endswith(" –")
    return _("from {day}").format(day=said.removesuffix(" –")) if lasts else said


SETTLE, SETTLE_SEVERAL = Settle(), SettleSeveral()
