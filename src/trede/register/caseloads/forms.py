"""The forms of a team leader."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django import forms

from trede.language import translate as _
from trede.register.accounts.models import Team, User
from trede.register.accounts.roles import Domain, Role
from trede.register.caseloads.case_management import CaseManagement
from trede.register.steps.fields import ChoiceField, DayField, WordsField
from trede.register.steps.form import LabelledForm, Words

PRESENT = "present-"
"""Begins a choice that names no one, but whoever answers for income or work now."""


class AssignForm(LabelledForm):
    """To whom clients go and from when: one for both tasks, or one for each, by the model."""

    both = ChoiceField()
    income = ChoiceField(required=False)
    work = ChoiceField(required=False)
    starts_on = DayField()
    is_warm = forms.BooleanField(required=False)
    reason = forms.CharField()

    def __init__(
        self, *args: Any, model: CaseManagement, bringing_over: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.domains = model.domains
        managers = list(_case_managers())
        for domain in Domain:
            if domain not in self.domains:
                del self.fields[domain.value]
                continue
            offered = [each for each in managers if domain.tasks & Domain(each.domain).tasks]
            present = _present() if bringing_over and domain is Domain.INTEGRAL else []
            field = cast("ChoiceField", self.fields[domain.value])
            field.offer([*present, *((each.username, _named(each)) for each in offered)])
        self.complete()

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "both": _("New case manager"),
            "income": (_("Case manager for income"), _("Leave empty to keep the present one.")),
            "work": (_("Case manager for work"), _("Leave empty to keep the present one.")),
            "starts_on": _("From"),
            "is_warm": _("Handed over in a talk"),
            "reason": (_("Why"), _("The client reads this in the file.")),
        }

    def managers(self) -> dict[Domain, User]:
        """Return who was chosen, by what for; nobody where the present one is to answer."""
        chosen = {
            domain: self.cleaned_data[domain.value]
            for domain in self.domains
            if self.cleaned_data[domain.value] and self.present() is None
        }
        found = User.objects.in_bulk(set(chosen.values()), field_name="username")
        return {domain: found[username] for domain, username in chosen.items()}

    def present(self) -> Domain | None:
        """Return for what the one answers who is to answer for both; none: someone was named."""
        chosen = str(self.cleaned_data.get(Domain.INTEGRAL.value) or "")
        return Domain(chosen.removeprefix(PRESENT)) if chosen.startswith(PRESENT) else None


class NormForm(LabelledForm):
    """How many clients one case manager can answer for, and on what grounds."""

    manager = forms.ChoiceField(required=False)
    domain = ChoiceField()
    clients = forms.IntegerField(min_value=1, max_value=1000)
    grounds = WordsField()
    valid_from = DayField()

    def __init__(self, *args: Any, team: Team, model: CaseManagement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(user.username, user.name) for user in User.objects.filter(team=team)]
        self.fields["manager"].choices = [("", _("the whole team")), *names]  # type: ignore[attr-defined]
        if model is CaseManagement.INTEGRAL:
            del self.fields["domain"]
        else:
            domains = [(domain.value, domain.title) for domain in model.domains]
            cast("ChoiceField", self.fields["domain"]).offer(domains, or_nothing=False)
        self.complete()

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "manager": _("For"),
            "domain": _("Who answers for"),
            "clients": _("Clients at most"),
            "grounds": (
                _("Grounds"),
                _(
                    "On what the norm rests: hours per client, kind of clients, tasks besides. "
                    "Without grounds there is no norm."
                ),
            ),
            "valid_from": _("From"),
        }


def _case_managers() -> Iterator[User]:
    for user in User.objects.filter(is_active=True).select_related("team"):
        if user.has_role(Role.CASE_MANAGER):
            yield user


def _named(manager: User) -> str:
    return f"{manager.name} · {manager.team or '–'} · {Domain(manager.domain).title}"


def _present() -> Sequence[tuple[str, str]]:
    return [
        (PRESENT + Domain.WORK.value, _("whoever answers for work now")),
        (PRESENT + Domain.INCOME.value, _("whoever answers for income now")),
    ]
