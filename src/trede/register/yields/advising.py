"""The advice on extending a contract: what speaks for and against it, by dated policy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from trede.errors import UsageError
from trede.language import translate as _
from trede.publishers.numbers import number_text, share_text
from trede.register.pages.templating import show_day
from trede.register.steps.policies import Entry, in_force
from trede.register.yields.case_mix import CaseMix
from trede.register.yields.measuring import DURABLE, EVER, ContractYield, Period, yields
from trede.register.yields.punctuality import Punctuality, punctuality, together

POLICY, KIND = "extensions", "extension"
Code = Literal["extend", "extend_conditionally", "do_not_extend"]
About = Literal["target", "like_clients", "reports"]


class NoPolicyError(UsageError):
    """No policy on extensions holds on a day."""

    def __init__(self, day: date) -> None:
        said = _(
            "No policy on extensions is on file for {day}. Add one with its dates to "
            "policy/extensions.toml of the register."
        )
        super().__init__(said.format(day=show_day(day)))


@dataclass(frozen=True)
class Ground:
    """What an advice rests on, in words; ``speaks_for`` is empty if nothing follows from it."""

    about: About
    speaks_for: bool | None
    text: str


@dataclass(frozen=True)
class Advice:
    """An advice: a code of ``extension_advice``, and its grounds."""

    code: Code
    grounds: Sequence[Ground]

    @property
    def text(self) -> str:
        """The grounds as one text."""
        return " ".join(each.text for each in self.grounds)


def advice_on(key: str, day: date) -> Advice:
    """Return the advice on a contract on a day; raises NoPolicyError and FaultyPolicyError."""
    found = yields(Period(EVER, day, day)).get(key)
    reports = together(punctuality([key], day).get(key, ()))
    return weigh(found, reports, policy_on(day))


def policy_on(day: date) -> Entry:
    """Return the policy of a day; raises NoPolicyError and FaultyPolicyError."""
    entries = in_force(POLICY, KIND, day)
    if not entries:
        raise NoPolicyError(day)
    return entries[-1]


def weigh(found: ContractYield | None, reports: Punctuality, policy: Entry) -> Advice:
    """Return the advice that follows from what a contract yields and how punctual it reports."""
    grounds = tuple(_grounds(found, reports, policy))
    said = {each.about: each.speaks_for for each in grounds}
    return Advice(_advice(said["target"], said["like_clients"], said["reports"]), grounds)


def _advice(target: bool | None, like_clients: bool | None, reports: bool | None) -> Code:
    """Results decide first: by the target, or without one by what others reached."""
    result = like_clients if target is None else target
    if result is None:
        return "extend_conditionally"
    if result:
        return "extend" if reports is not False else "extend_conditionally"
    return "extend_conditionally" if target is False and like_clients else "do_not_extend"


def _grounds(found: ContractYield | None, reports: Punctuality, policy: Entry) -> Iterator[Ground]:
    yield _on_target(found, policy)
    yield _on_like_clients(found.mix if found is not None else None)
    yield _on_reports(reports, int(policy["punctual_percent"]))


def _on_target(found: ContractYield | None, policy: Entry) -> Ground:
    placed, judged = found[DURABLE].shown() if found is not None else (0, 0)
    least = int(policy["least_assessed"])
    if judged < least:
        said = _(
            "Durably placed: {placed} of {judged}; at least {least} participations must have ended "
            "long enough ago to say something."
        )
        return Ground("target", None, said.format(placed=placed, judged=judged, least=least))
    share = share_text(placed, judged, 1)
    if found is None or found.target is None:
        said = _("Durably placed: {placed} of {judged} ({share}); no target was agreed.")
        return Ground("target", None, said.format(placed=placed, judged=judged, share=share))
    asked = found.target - int(policy["short_points"])
    said = _("Durably placed: {placed} of {judged} ({share}); the target is {target}%.")
    told = said.format(placed=placed, judged=judged, share=share, target=found.target)
    return Ground("target", 100 * placed >= asked * judged, told)


def _on_like_clients(mix: CaseMix | None) -> Ground:
    if mix is None or mix.conclusion == "too_few":
        said = _("Too few clients can be compared with the like clients of other contracts.")
        return Ground("like_clients", None, said)
    said = {
        "above": lambda: _(
            "Exits to work within a year: {reached} of {compared}, more than the {expected} that "
            "other contracts of the category would have reached with these clients."
        ),
        "below": lambda: _(
            "Exits to work within a year: {reached} of {compared}, fewer than the {expected} that "
            "other contracts of the category would have reached with these clients."
        ),
        "as_expected": lambda: _(
            "Exits to work within a year: {reached} of {compared}; other contracts of the category "
            "would have reached {expected} with these clients, which may differ by chance."
        ),
    }[mix.conclusion]()
    told = said.format(
        reached=mix.reached, compared=mix.compared, expected=number_text(mix.expected, 1)
    )
    return Ground("like_clients", mix.conclusion != "below", told)


def _on_reports(reports: Punctuality, percent: int) -> Ground:
    if not reports.due:
        return Ground("reports", None, _("No report was due."))
    said = _("Reports in time: {in_time} of {due} ({share}); {percent}% is asked.")
    share = share_text(reports.in_time, reports.due, 1)
    told = said.format(in_time=reports.in_time, due=reports.due, share=share, percent=percent)
    return Ground("reports", 100 * reports.in_time >= percent * reports.due, told)
