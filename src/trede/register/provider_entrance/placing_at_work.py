"""Work that a provider found for a client, with its proof, and the premium it asks for it.

What the company says is its own statement, with the company as its source, beside whatever others
say: work counts for a premium only after an independent source confirmed it (the municipality's
step of verification).
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.db.models import Max
from django.http import Http404

from trede.language import in_language
from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact, believed
from trede.register.provider_entrance.agreements import terms_for, work_premiums
from trede.register.provider_entrance.evidence import EvidenceField, Proof, keep
from trede.register.provider_entrance.models import EvidenceFile
from trede.register.provider_entrance.own import own_participations
from trede.register.provider_entrance.own_task import OwnTask
from trede.register.provider_entrance.own_work import own_work, work_in
from trede.register.provider_entrance.trying import objections_to
from trede.register.providers.tasks import About, Answers, GoneError, TaskForm
from trede.register.steps.fields import ChoiceField, CodeField, DayField, LineField
from trede.register.steps.form import Words
from trede.register.steps.placement import EMPLOYER, MOST_HOURS, SUBSIDISED, describe
from trede.register.steps.refusing import RefusedError, confirm

SAME_WORK = timedelta(days=31)
"""Work with one employer that began within a month of what is told is the same work."""
SAID = ("employer", "function", "weekly_hours", "contract_kind", "financed_by", "starts_on")
AHEAD = timedelta(days=31)


class ProofForm(TaskForm):
    """A file with evidence, what it is, and the premium it is for."""

    evidence_kind = CodeField("evidence_kind")
    file = EvidenceField()
    premium = ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        participation = own_participations(self.about.author).filter(
            participation_id=self.about.key
        )
        known = participation.first()
        premiums = work_premiums(terms_for(known)) if known is not None else []
        if premiums:
            offered = [(each.name, in_language(each.titles)) for each in premiums]
            cast("ChoiceField", self.fields["premium"]).offer(offered)
        else:
            del self.fields["premium"]

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "evidence_kind": _("What is the proof?"),
            "file": (
                _("File"),
                _("A PDF, PNG or JPG of at most 5 MB. It is kept encrypted."),
            ),
            "premium": (
                _("Do you claim a premium with it?"),
                _("It is paid only after the municipality had the work confirmed elsewhere."),
            ),
        }


class PlacementForm(ProofForm):
    """The work and its proof."""

    employer = LineField()
    function = LineField()
    weekly_hours = forms.IntegerField(min_value=1, max_value=MOST_HOURS)
    contract_kind = CodeField("contract_kind")
    financed_by = CodeField("financed_by", as_radio=True)
    starts_on = DayField()
    field_order = (
        "employer", "function", "weekly_hours", "contract_kind", "financed_by", "starts_on",
        "evidence_kind", "file", "premium",
    )  # fmt: skip
    terms = {"financed_by": "regular_work"}

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            **super().words(),
            "employer": _("Employer"),
            "function": _("What work is it?"),
            "weekly_hours": _("Hours a week"),
            "contract_kind": _("Kind of contract"),
            "financed_by": (
                _("Who pays the wage?"),
                _("Regular work is paid by the employer. What the municipality pays is not."),
            ),
            "starts_on": _("First day of work"),
        }


class ProofTask(OwnTask):
    """A task with which evidence comes along."""

    def last_sent(self, about: About) -> int | None:
        """Return the number of the evidence that came last."""
        files = EvidenceFile.objects.filter(participation_id=about.key)
        found: int | None = files.aggregate(last=Max("pk"))["last"]
        return found


class Place(ProofTask):
    """A client was placed at work."""

    name = "provider-placement"
    form = PlacementForm

    def title(self) -> str:
        """Report."""
        return _("Report work, with proof")

    def explanation(self, about: About) -> str:
        """Say what it counts for."""
        del about
        return _("The municipality verifies it with a source of its own before it counts.")

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the work, keep its proof, and claim the premium if one was chosen."""
        for refusal in _refusals(about, answers):
            raise refusal
        participation = self.participation(about)
        known = _stated_before(about, participation, answers)
        placed = known or journal.record("placements", _placement(participation, answers))
        _prove(journal, about, participation, str(placed.cell("placement_id")), answers)
        if known is not None:
            return _("Your company reported this work before; your proof is added to it.")
        if answers.get("premium"):
            return _("The work and its proof are recorded, and the premium is claimed.")
        return _("The work and its proof are recorded.")


class Prove(ProofTask):
    """Proof for work that was reported before, such as of its last months."""

    name = "provider-proof"
    form = ProofForm
    needs_part = True

    def title(self) -> str:
        """Add."""
        return _("Add proof, or claim a premium")

    def make_form(self, about: About, data: Any = None) -> TaskForm:
        """Make the form; raises Http404 for work that the company did not report."""
        if own_work(about.author, about.key, about.part) is None:
            raise Http404(about.part)
        return super().make_form(about, data)

    def explanation(self, about: About) -> str:
        """Say of which work."""
        work = own_work(about.author, about.key, about.part)
        return describe(work) if work is not None else ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Keep the proof, and claim the premium if one was chosen."""
        if own_work(about.author, about.key, about.part) is None:
            raise GoneError
        participation = self.participation(about)
        _prove(journal, about, participation, about.part, answers)
        if answers.get("premium"):
            return _("The proof is kept, and the premium is claimed.")
        return _("The proof is kept.")


def _placement(participation: Fact, answers: Answers) -> Mapping[str, Any]:
    own = {"placement_id": new_id(), "person_id": str(participation.cell("person_id"))}
    return {**own, **{name: answers[name] for name in SAID}}


def _stated_before(about: About, participation: Fact, answers: Answers) -> Fact | None:
    """Return the company's own statement of this work; raises RefusedError if it says otherwise.

    What others have on file of the same work is theirs, and has no part in this.
    """
    day, person_id = answers["starts_on"], participation.cell("person_id")
    own = own_participations(about.author).filter(person_id=person_id)
    stated = work_in(about.author, own.values_list("participation_id", flat=True)).filter(
        employer__iexact=answers["employer"],
        starts_on__range=(day - SAME_WORK, day + SAME_WORK),
    )
    found: Fact | None = stated.order_by("starts_on", "pk").first()
    names = [name for name in SAID if name != "employer"]
    if found is not None and any(found.cell(name) != answers[name] for name in names):
        message = _(
            "Your company reported this work before, otherwise: {work} Add proof to what stands "
            "there, or ask the case manager to correct it."
        )
        raise RefusedError(message.format(work=describe(found)), "employer")
    return found


def _prove(
    journal: Journal, about: About, participation: Fact, placement_id: str, answers: Answers
) -> None:
    proof, kind = cast("Proof", answers["file"]), str(answers["evidence_kind"])
    number = keep(about.author, participation, proof, kind, placement_id)
    if not answers.get("premium"):
        return
    person_id = str(participation.cell("person_id"))
    premium = str(answers["premium"])
    claim_id = _claim(journal, about, participation, placement_id, premium)
    sent: dict[str, Value] = {"claim_id": claim_id, "kind": kind, "document": number}
    if not believed("premium_evidence").filter(**sent).exists():
        own: dict[str, Value] = {
            "evidence_id": new_id(),
            "person_id": person_id,
            "received_on": about.today,
        }
        journal.record("premium_evidence", {**own, **sent})
    confirm(answers, dict(objections_to(about.author, participation, premium, about.today)))


def _claim(
    journal: Journal, about: About, participation: Fact, placement_id: str, premium: str
) -> str:
    """Return the claim of a premium for a participation; one is claimed once."""
    named = {"participation_id": about.key, "premium": premium}
    known = believed("premium_claims").filter(**named).first()
    if known is not None:
        if known.cell("placement_id") is None:
            journal.correct(known, {"placement_id": placement_id})
        return str(known.cell("claim_id"))
    claim_id = new_id()
    journal.record(
        "premium_claims",
        {
            "claim_id": claim_id,
            "person_id": str(participation.cell("person_id")),
            "contract_id": str(participation.cell("contract_id")),
            **named,
            "claimed_on": about.today,
            "claimed_by": about.author.username,
            "placement_id": placement_id,
        },
    )
    return claim_id


def _refusals(about: About, answers: Answers) -> Iterator[RefusedError]:
    if answers["contract_kind"] == SUBSIDISED and answers["financed_by"] == EMPLOYER:
        message = _("The municipality pays for a subsidised contract. Change one of the two.")
        yield RefusedError(message, "financed_by")
    if answers["starts_on"] > about.today + AHEAD:
        message = _("This day is more than a month ahead. Report the work when it begins.")
        yield RefusedError(message, "starts_on")
