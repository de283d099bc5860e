"""What is due, held or refused in words: for the municipality, and for a provider.

A provider is not told what another company does for a client.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from trede.language import in_language
from trede.language import translate as _
from trede.settlement.cohorts import BONUS, BONUS_MALUS
from trede.settlement.lines import Line, Reason, Verdict
from trede.settlement.results import EFFORT, RESULT
from trede.settlement.sentences import line_sentence
from trede.settlement.terms import Terms

OF_OTHERS: Mapping[str, Callable[[], str]] = {
    **dict.fromkeys(
        ("like_activity", "like_activity_paid"),
        lambda: _("The municipality looks into it: activities for this client overlap."),
    ),
    **dict.fromkeys(
        ("same_work", "same_work_paid"),
        lambda: _("The municipality looks into it: this work may count under another contract."),
    ),
}
SCHEMES = {"effort": EFFORT, "result": RESULT, "bonus_malus": BONUS_MALUS, "bonus": BONUS}


def titles_in(terms: Terms) -> Mapping[str, Mapping[str, str]]:
    """Return the terms of a version for which something can be asked, with their titles."""
    named = {fee.name: fee.titles for fee in terms.fees}
    named |= {premium.name: premium.titles for premium in terms.premiums}
    if terms.no_cure_less_pay is not None:
        named |= {name: SCHEMES[name] for name in ("effort", "result")}
    return named


def title_of(terms: Terms | None, term: str) -> str:
    """Return a term in the words of the contract; its name if it has none."""
    titles = SCHEMES.get(term) if terms is None else {**SCHEMES, **titles_in(terms)}.get(term)
    return in_language(titles) if titles else term


def sentence_for_provider(line: Line) -> str:
    """Return why a line is due, held or refused, without the work of other companies."""
    why = line.reason.facts.get("why")
    reason = why if isinstance(why, Reason) else line.reason
    if reason.code in OF_OTHERS:
        return OF_OTHERS[reason.code]()
    return line_sentence(replace(line, no_exit=False))


def verdict_pill(verdict: Verdict) -> str:
    """Return the class that shows a verdict."""
    return {"due": "is-good", "held": "is-soon", "refused": "is-late"}[verdict.value]
