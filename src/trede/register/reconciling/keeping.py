"""What is done about lists of providers: laid beside the register, each difference settled."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from trede.dossier.codes import lists_in_force
from trede.language import translate as _
from trede.register.contracts.keeping import OfContract, contract_of
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_day
from trede.register.providers.tasks import About, Answers, Task, TaskForm, locked, one
from trede.register.reconciling.comparing import Comparison, Difference, compare
from trede.register.reconciling.lists import COLUMNS, MOST_BYTES, RESULTS, Fault, read_list
from trede.register.reconciling.own import own_side
from trede.register.steps.fields import DayField, WordsField
from trede.register.steps.form import Words
from trede.register.steps.refusing import RefusalsError, RefusedError

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SHOWN = 50
"""So many faults of a list are told at once."""


class ListForm(TaskForm):
    """The list of the provider, and the day it is about."""

    document = forms.FileField(widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))
    list_on = DayField()

    def words(self) -> Words:
        """Return labels and helps."""
        columns = ", ".join(titles[0] for titles in COLUMNS.values())
        results = ", ".join(each.label_nl for each in lists_in_force()[RESULTS].codes)
        said = _(
            "A csv in UTF-8 with a row for each client and the columns {columns}. Days as "
            "31-12-2026; the end is the last day; the result is one of: {results}; the placement "
            "is the first day of work, empty if there is none."
        )
        return {
            "document": (
                _("List of the provider"), said.format(columns=columns, results=results)
            ),
            "list_on": (_("Day that the list is about"), _("What came later is left out.")),
        }  # fmt: skip

    def clean_document(self) -> bytes:
        """Return what is in the file."""
        sent: Any = self.cleaned_data["document"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large for a list of clients."))
        self.cleaned_data["file"] = str(sent.name)
        return bytes(sent.read())


class Reconcile(OfContract):
    """A list laid beside the register; with a bad row nothing is stored."""

    name = "reconcile"
    form = ListForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Lay a list of the provider beside the register")

    def subject(self, about: About) -> Fact | None:
        """Return nothing: the contract itself is not changed."""
        del about
        return None

    def initial(self, about: About) -> dict[str, object]:
        """Today."""
        return {"list_on": about.today}

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the comparison with all differences."""
        contract_of(about, lock=True)
        list_on = answers["list_on"]
        if list_on > about.today:
            raise RefusedError(_("This day has not come yet."), "list_on")
        reading = read_list(answers["document"], list_on)
        if reading.faults:
            raise RefusalsError(_refusals(answers["file"], reading.faults))
        found = compare(reading.rows, own_side(about.key, list_on, reading.rows))
        key = new_id()
        journal.record("reconciliations", _row(key, about, answers, found))
        for each in found.differences:
            journal.record("reconciliation_differences", _difference(key, about, each))
        said = _(
            "{rows} clients on the list, {own} in the register: {agreeing} the same, {differences} "
            "differences."
        )
        return said.format(
            rows=found.listed,
            own=found.own,
            agreeing=found.agreeing,
            differences=len(found.differences),
        )


def _refusals(file: str, faults: Sequence[Fault]) -> list[RefusedError]:
    told = [RefusedError(each.told(file)) for each in faults[:SHOWN]]
    if len(faults) > SHOWN:
        said = _("And {number} more.")
        told.append(RefusedError(said.format(number=len(faults) - SHOWN)))
    return [*told, RefusedError(_("Nothing was stored. Mend the list and send it again."))]


def _row(key: str, about: About, answers: Answers, found: Comparison) -> dict[str, Value]:
    return {
        "reconciliation_id": key,
        "contract_id": about.key,
        "made_on": about.today,
        "made_by": about.author.username,
        "list_on": answers["list_on"],
        "rows": found.listed,
        "own": found.own,
        "agreeing": found.agreeing,
    }


def _difference(key: str, about: About, each: Difference) -> dict[str, Value]:
    return {
        "difference_id": new_id(),
        "reconciliation_id": key,
        "person_id": each.person_id,
        "participation_id": each.participation_id,
        "client": each.client,
        "kind": each.kind,
        "theirs": each.theirs or None,
        "ours": each.ours or None,
        "found_on": about.today,
    }


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
        own: dict[str, Value] = {
            "settled_on": about.today,
            "settled_by": about.author.username,
        }
        journal.correct(found, {**own, "settlement": answers["settlement"]})
        return _("The difference was settled.")


def said_by(difference: Fact, side: str) -> str:
    """Return what one side says: a result by its label, days as 2026-12-31."""
    value = difference.cell(side)
    if value is None:
        return "–"
    text = str(value)
    return show_code(text, RESULTS) if difference.cell("kind") == "other_result" else text


def told(difference: Fact, side: str) -> str:
    """Return what one side says, with days as people write them."""
    return DAY.sub(lambda day: show_day(date.fromisoformat(day[0])), said_by(difference, side))


RECONCILE, SETTLE = Reconcile(), Settle()
