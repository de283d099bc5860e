"""What is done about lists of providers: laid beside the register, or withdrawn."""

import binascii
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from trede.dossier.codes import lists_in_force
from trede.language import translate as _
from trede.register.contracts.keeping import OfContract, contract_of
from trede.register.contracts.previewing import PreviewForm, show_first
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact, believed
from trede.register.providers.tasks import About, Answers, locked, one
from trede.register.reconciling.comparing import Comparison, Difference, compare
from trede.register.reconciling.lists import COLUMNS, MOST_BYTES, RESULTS, Fault, read_list
from trede.register.reconciling.own import own_side
from trede.register.steps.fields import DayField
from trede.register.steps.form import Words
from trede.register.steps.refusing import RefusalsError, RefusedError

SHOWN = 50
"""So many faults of a list are told at once."""
FEW = 10
"""If no more clients differ than this, it is not much."""
A_PART = 4
"""Much differs if it is of more than one in so many clients."""


class ListForm(PreviewForm):
    """The list of the provider, and the day it is about.

    A browser sends a file once only: what was in it is kept in the form while it is looked at.
    """

    document = forms.FileField(
        required=False, widget=forms.FileInput(attrs={"accept": ".csv,text/csv"})
    )
    list_on = DayField()
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    kept_name = forms.CharField(widget=forms.HiddenInput, required=False)
    unmarked = ("document",)

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

    def clean(self) -> dict[str, Any]:
        """Return what is in the file that was sent now or before, as ``content``."""
        cleaned: dict[str, Any] = super().clean() or {}
        sent = cleaned.get("document")
        if sent is not None and sent.size > MOST_BYTES:
            self.add_error("document", _("This file is too large for a list of clients."))
        elif sent is not None:
            content = bytes(sent.read())
            kept = b64encode(zlib.compress(content)).decode()
            self.keep(kept=kept, kept_name=str(sent.name))
            cleaned |= {"content": content, "file": str(sent.name)}
        elif cleaned.get("kept"):
            cleaned |= {"content": _unpacked(cleaned["kept"]), "file": cleaned["kept_name"]}
        elif "document" not in self.errors:
            self.add_error("document", _("Fill this in."))
        return cleaned


def _unpacked(kept: str) -> bytes:
    """Return what was kept of a file; raises RefusedError if it is not what was sent."""
    try:
        return zlib.decompressobj().decompress(b64decode(kept), MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise forms.ValidationError(_("Choose the file once more.")) from error


class Reconcile(OfContract):
    """A list laid beside the register; with a bad row nothing is stored.

    What would differ is shown first; if that is much, it must be confirmed.
    """

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
        reading = read_list(answers["content"], list_on)
        if reading.faults:
            raise RefusalsError(_refusals(answers["file"], reading.faults))
        found = compare(reading.rows, own_side(about.key, list_on, reading.rows))
        if found.differences:
            show_first(
                answers, lambda: found, warnings_of(found), answers["content"], list_on,
                found.differences,
            )  # fmt: skip
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


def warnings_of(found: Comparison) -> Mapping[str, str]:
    """Say that much differs, so that a wrong list is not stored unseen."""
    differing = len({each.client for each in found.differences})
    everyone = found.agreeing + differing
    if differing <= FEW or differing * A_PART <= everyone:
        return {}
    said = _(
        "Much differs: {differing} of {everyone} clients. It is the whole list of this contract, "
        "with everyone who ever took part, of the day filled in above."
    )
    return {"much": said.format(differing=differing, everyone=everyone)}


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


class Withdraw(OfContract):
    """A list that should not have been laid beside the register; its differences go with it."""

    name = "reconciliation-withdraw"
    needs_part = True
    asks_why = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Withdraw this list")

    def explanation(self, about: About) -> str:
        """Say what goes with it."""
        open_ones = _of_list(about.part).filter(settled_on__isnull=True).count()
        said = _(
            "The list and its {number} differences leave the register and the calendar, also those "
            "that were settled; {open} were not. Who withdrew it, and why, stays visible."
        )
        return said.format(number=_of_list(about.part).count(), open=open_ones)

    def subject(self, about: About) -> Fact | None:
        """Return the list."""
        return one("reconciliations", contract_id=about.key, reconciliation_id=about.part)

    def initial(self, about: About) -> Mapping[str, object]:
        """Nothing is filled in."""
        del about
        return {}

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Withdraw the list and its differences."""
        del answers
        found = locked("reconciliations", contract_id=about.key, reconciliation_id=about.part)
        differences = list(_of_list(about.part).select_for_update())
        for each in differences:
            journal.withdraw(each)
        journal.withdraw(found)
        return _("The list was withdrawn, with {number} differences.").format(
            number=len(differences)
        )


def _of_list(number: str) -> Any:
    return believed("reconciliation_differences").filter(reconciliation_id=number)


RECONCILE, WITHDRAW = Reconcile(), Withdraw()
