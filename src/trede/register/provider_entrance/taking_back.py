"""Taking back what one sent, as long as nobody answered it."""

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.facts.journal import Journal
from trede.register.facts.models import Fact, believed
from trede.register.payments.locking import hold_contract
from trede.register.provider_entrance.own_task import OwnTask
from trede.register.provider_entrance.own_work import TAKE_BACK, WORK, own_work
from trede.register.provider_entrance.working_back import booked_upon, withdraw_with
from trede.register.providers.tasks import About, Answers, GoneError
from trede.register.steps.placement import describe
from trede.register.steps.refusing import RefusedError

BETWEEN = "~"
KEYS = {
    "progress_reports": ("report_id", "answered_on"),
    "proposed_plans": ("proposal_id", "answered_on"),
    "absences": ("absence_id", "ends_on"),
    "three_way_talks": ("talk_id", "planned_on"),
}
"""What can be taken back: its key, and what must still be empty for that."""


class TakeBack(OwnTask):
    """Something that was sent is withdrawn; it stays to be seen in the history of the file."""

    name = TAKE_BACK
    needs_part = True

    def title(self) -> str:
        """Take back."""
        return _("Take back what you sent")

    def explanation(self, about: About) -> str:
        """Say what is lost."""
        said = _("It can no longer be read by the case manager. What was once there stays logged.")
        if not _is_work(about.part):
            return said
        work = own_work(about.author, about.key, _key(about.part))
        also = _("The claim of a premium upon it and its proof go with it.")
        return f"{describe(work)} {also} {said}" if work is not None else said

    def subject(self, about: About) -> Fact | None:
        """Return what is taken back."""
        table, _sign, key = about.part.partition(BETWEEN)
        if table == WORK:
            return own_work(about.author, about.key, key)
        if table not in KEYS:
            return None
        picked = {KEYS[table][0]: key, "participation_id": about.key}
        found: Fact | None = believed(table).filter(**picked).first()
        return found

    def obstacle(self, about: About) -> str:
        """Say that it was answered, or is gone."""
        subject = self.subject(about)
        if subject is None:
            return str(GoneError())
        if subject.declared.name == WORK:
            return objection_to(about.author, subject)
        if subject.cell(KEYS[subject.declared.name][1]) is not None:
            return _("This was answered or ended already and can no longer be taken back.")
        if subject.recorded_in is None or not _is_of(about.author, subject):
            return _("Only who sent this can take it back.")
        return ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Withdraw it."""
        del answers
        subject = self.subject(about)
        if subject is None:
            raise GoneError
        if subject.declared.name == WORK:
            hold_contract(str(self.participation(about).cell("contract_id")))
        if problem := self.obstacle(about):
            raise RefusedError(problem)
        if subject.declared.name == WORK:
            withdraw_with(journal, subject)
        journal.withdraw(subject)
        return _("Taken back.")


def objection_to(user: User, work: Fact) -> str:
    """Say why a company cannot take back work that it reported; empty if it can.

    What the municipality verified is no longer the company's alone, and what money was asked or
    paid upon is not taken from under it.
    """
    if not _is_of(user, work):
        return _("Only who sent this can take it back.")
    if work.cell("verified_on") is not None:
        return _("The municipality verified this work: ask the case manager to correct it.")
    if booked_upon(work):
        return _("This work was invoiced or paid already: ask the municipality to correct it.")
    return ""


def _is_work(part: str) -> bool:
    return part.startswith(f"{WORK}{BETWEEN}")


def _key(part: str) -> str:
    return part.partition(BETWEEN)[2]


def part_of(fact: Fact) -> str:
    """Return how the address of taking back names a fact."""
    key = "placement_id" if fact.declared.name == WORK else KEYS[fact.declared.name][0]
    return f"{fact.declared.name}{BETWEEN}{fact.cell(key)}"


def may_be_taken_back(user: User, fact: Fact) -> bool:
    """Tell whether a user's company sent something that nobody answered yet."""
    unanswered = fact.cell(KEYS[fact.declared.name][1]) is None
    return unanswered and _is_of(user, fact)


def _is_of(user: User, fact: Fact) -> bool:
    author = fact.recorded_in.author if fact.recorded_in is not None else None
    company = author.provider_id if author is not None else ""
    return bool(company) and company == user.provider_id
