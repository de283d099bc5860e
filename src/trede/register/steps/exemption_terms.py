"""What an exemption must meet by the law of the day on which it was decided.

The terms are dated data (``policy/exemptions.toml``, which explains itself).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from trede.language import translate as _
from trede.register.pages.templating import show_code, show_day, upper_first
from trede.register.steps.fields import A_DAY
from trede.register.steps.policies import Entry, FaultyPolicyError, in_force, own_file
from trede.register.steps.step import RefusedError
from trede.register.steps.terms import months_later

POLICY = "exemptions"
DUTIES = ("waives_accepting_work", "waives_applying", "waives_cooperating")


@dataclass(frozen=True)
class ExemptionTerms:
    """The terms of one period of the law; the fields are explained in the policy's file."""

    article: str
    kinds: frozenset[str]
    without_end: str
    permanent_reasons: frozenset[str]
    examined_reasons: frozenset[str]
    group_reasons: frozenset[str]
    usual_duties: Mapping[str, tuple[str, ...]]
    longest_months: Mapping[str, int]
    review_months: int

    @classmethod
    def read(cls, entry: Entry) -> Self:
        """Read the terms from a policy; raises FaultyPolicyError."""
        try:
            return cls(
                article=entry["article"],
                kinds=frozenset(entry["kinds"]),
                without_end=entry["without_end"],
                permanent_reasons=frozenset(entry["permanent_reasons"]),
                examined_reasons=frozenset(entry["examined_reasons"]),
                group_reasons=frozenset(entry["group_reasons"]),
                usual_duties={name: tuple(each) for name, each in entry["usual_duties"].items()},
                longest_months=dict(entry["longest_months"]),
                review_months=int(entry["review_months"]),
            )
        except KeyError as error:
            why = _("the terms '{name}' lack {column}").format(name=entry["name"], column=error)
            raise FaultyPolicyError(own_file(POLICY), why) from error

    def refusals(self, exemption: Mapping[str, Any]) -> Iterator[RefusedError]:
        """Yield why an exemption is not possible by the law, each at its field."""
        if exemption["kind"] not in self.kinds:
            yield RefusedError(self._not_individual(exemption["kind"]), "kind")
        if exemption["reason"] in self.group_reasons:
            message = _(
                "{article}: age alone exempts nobody. An exemption is given to one person, for a "
                "time, for urgent reasons of that person."
            )
            yield RefusedError(message.format(article=self.article), "ground")
        if not any(exemption[duty] for duty in DUTIES):
            yield RefusedError(_("Choose at least one duty that is waived."), "duties")
        yield from self._refusals_of_days(exemption)

    def warnings(self, exemption: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what must be confirmed before the exemption is recorded, by name."""
        reason = exemption["reason"]
        if reason in self.examined_reasons and exemption["medical_examination"] != "yes":
            yield (
                "not-examined",
                _(
                    "There was no medical examination, while the reason is medical. "
                    "The exemption is granted all the same."
                ),
            )
        open_ended = exemption["ends_on"] is None and reason not in self.permanent_reasons
        if open_ended and self.without_end == "asked":
            yield "without-end", _("The exemption has no last day. It is open-ended all the same.")

    def review_day(self, starts_on: date, ends_on: date | None) -> date:
        """Return the day by which an exemption is looked at again, if none was chosen."""
        day = months_later(starts_on, self.review_months)
        return day if ends_on is None else min(day, ends_on - A_DAY)

    def _not_individual(self, kind: str) -> str:
        if kind == "de_facto":
            return _(
                "{article}: without a decision there is no exemption. Decide it for this client, "
                "or record nothing."
            ).format(article=self.article)
        return _(
            "{article}: an exemption is given to one person, for a time. An exemption for a group "
            "is not possible. Choose individual and say what holds for this client."
        ).format(article=self.article)

    def _refusals_of_days(self, exemption: Mapping[str, Any]) -> Iterator[RefusedError]:
        starts_on, ends_on = exemption["starts_on"], exemption["ends_on"]
        reason = exemption["reason"]
        if ends_on is None:
            if self.without_end == "refused" and reason not in self.permanent_reasons:
                message = _("{article}: an exemption is temporary. Fill in the last day.")
                yield RefusedError(message.format(article=self.article), "ends_on")
            return
        if ends_on <= starts_on:
            yield RefusedError(_("The last day lies before the first."), "ends_on")
        longest = self.longest_months.get(reason)
        if longest is not None and ends_on > months_later(starts_on, longest):
            message = _("{reason}: at most {months} months, so until {day}.").format(
                reason=upper_first(show_code(reason, "exemption_reason")),
                months=longest,
                day=show_day(months_later(starts_on, longest) - A_DAY),
            )
            yield RefusedError(message, "ends_on")


def terms_on(day: date) -> ExemptionTerms:
    """Return the terms of the law on a day; raises FaultyPolicyError if there are none."""
    found = in_force(POLICY, "terms", day)
    if not found:
        raise FaultyPolicyError(
            own_file(POLICY), _("there are no terms for {day}").format(day=show_day(day))
        )
    return ExemptionTerms.read(found[-1])
