"""The answer to a referral: the client is taken, or returned with a reason."""

from collections.abc import Mapping

from trede.language import translate as _
from trede.register.clients.models import Client
from trede.register.facts.journal import Journal
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.provider_entrance.own import client_of, own_referrals
from trede.register.provider_entrance.own_task import company_of
from trede.register.providers.tasks import About, Answers, GoneError, Task, TaskForm, by_name
from trede.register.referrals.placing import accept, give_back
from trede.register.steps.fields import CodeField, DayField, WordsField
from trede.register.steps.form import Words


class AnswerTask(Task):
    """An answer to the referral that the address names."""

    def subject(self, about: About) -> Fact | None:
        """Return the referral as it is answered."""
        found: Fact | None = own_referrals(about.author).filter(referral_id=about.key).first()
        return found

    def client(self, about: About) -> Client | None:
        """Return the client who is referred."""
        return client_of(self.referral(about))

    def source(self, about: About) -> str:
        """Return the name of the company."""
        return company_of(about.author)

    def referral(self, about: About) -> Fact:
        """Return the referral; raises GoneError."""
        found = self.subject(about)
        if found is None:
            raise GoneError
        return found


class AcceptForm(TaskForm):
    """On which day the client begins."""

    starts_on = DayField()

    def words(self) -> Words:
        """Return label and help."""
        said = _("The day of the first meeting. The reports of the contract count from this day.")
        return {"starts_on": (_("First day"), said)}


class Accept(AnswerTask):
    """The client is taken."""

    name = "referral-accept"
    form = AcceptForm

    def title(self) -> str:
        """Accept."""
        return _("Accept the referral")

    def explanation(self, about: About) -> str:
        """Say what it leads to."""
        del about
        return _("The client takes part from the first day on, and is then among your clients.")

    def initial(self, about: About) -> Mapping[str, object]:
        """Return the day that was asked for, if it is still to come; or else today."""
        desired = self.referral(about).cell("desired_start_on")
        return {"starts_on": max(str(desired or ""), about.today.isoformat())}

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Open the participation."""
        accept(journal, self.referral(about), answers["starts_on"], about.author.username)
        said = _("Accepted: the client begins on {day}. Propose the plan next.")
        return said.format(day=show_day(answers["starts_on"]))


class ReturnForm(TaskForm):
    """Why the client is not taken."""

    reason = CodeField("referral_return_reason", as_radio=True)
    explanation = WordsField(rows=3)

    def words(self) -> Words:
        """Return labels and helps."""
        said = _("The case manager reads this and looks for another way. Name no illness.")
        return {"reason": _("Why?"), "explanation": (_("Explanation"), said)}


class Return(AnswerTask):
    """The client is returned."""

    name = "referral-return"
    form = ReturnForm

    def title(self) -> str:
        """Return."""
        return _("Return the referral")

    def explanation(self, about: About) -> str:
        """Say what it leads to."""
        del about
        return _(
            "The client goes back to the case manager and leaves your list. You cannot pass a "
            "client on to another company yourself."
        )

    def initial(self, about: About) -> Mapping[str, object]:
        """Return nothing: a reason is chosen anew."""
        del about
        return {}

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Return the client."""
        why, said = answers["reason"], answers["explanation"]
        give_back(journal, self.referral(about), why, said, about.author.username)
        return _("Returned: the case manager sees your reason.")


ANSWERS = by_name((Accept(), Return()))
"""What can be answered to a referral, by its name in the address."""
