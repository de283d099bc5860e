"""Whether contracts are to hold longer: the advice, the answer to it, and the decision."""

from collections.abc import Iterator
from dataclasses import dataclass

from trede.synthesis.buying import CONTROLLER, ENDED, PURCHASER, Bought, Row, day_of, noted
from trede.synthesis.randomness import Period, Whole, between, choose, generator, happens

_YEAR = 365
_EXTENDED_AFTER = 200
"""Day of the dossier on which the first contract was extended."""

_ADVISED_BEFORE = (330, 400)
_ANSWERED_AFTER = (10, 60)
_ANSWERED, _FOLLOWED = 0.75, 0.8
_ADVICE = (
    ("extend", "de doelgroep blijft even groot; met deze aanbieder lopen de afspraken goed door"),
    ("extend_conditionally", "voortzetten, als er vaste afspraken over rapporteren bij komen"),
    ("do_not_extend", "de vraag naar deze trajecten verandert; beter is opnieuw aanbesteden"),
    ("do_not_extend", "de aanbieder bestaat niet meer"),
)
"""Advice and its grounds, which claim nothing that the figures could contradict."""
_COMPANY_ENDED = 3
_ANSWERS = (
    ("followed", "het advies is besproken met de klantmanagers en overgenomen"),
    ("not_followed", "de afdeling weegt het belang van de doelgroep anders"),
)


@dataclass(frozen=True)
class Advice:
    """Advice on a contract; ``advice`` and ``answer`` are places in the lists above."""

    advice_id: str
    contract_id: str
    given: int
    advice: int
    answered: int
    answer: int


def extensions(bought: Bought, period: Period, ends: Whole) -> Iterator[Row]:
    """Yield the extension of the first contract: its last day is that of the extension."""
    day = period.first_day + _EXTENDED_AFTER
    yield {
        "contract_id": bought.contract_id[0],
        "decided_on": day_of(day),
        "decided_by": PURCHASER,
        "former_ends_on": day_of(int(ends[0]) - _YEAR),
        "ends_on": day_of(int(ends[0])),
        "motive": "er blijven plaatsen nodig voor deze doelgroep",
        **noted(day),
    }


def extension_advices(seed: int, bought: Bought, period: Period, ends: Whole) -> Iterator[Row]:
    """Yield the advice on the first contract's extension, and on contracts that end before long.

    Some of the advice still waits for its answer on the last day.
    """
    decided, first = period.first_day + _EXTENDED_AFTER, bought.contract_id[0]
    yield from _rows(Advice(f"V{first}0", first, decided - 60, 0, decided - 5, 0), period.last_day)
    for each in _drawn(seed, bought, period, ends):
        if each.given < period.last_day:
            yield from _rows(each, period.last_day)


def _drawn(seed: int, bought: Bought, period: Period, ends: Whole) -> Iterator[Advice]:
    random, size = generator(seed, 0, "extension advices"), len(bought.contract_id)
    given = ends - between(random, *_ADVISED_BEFORE, size)
    answered = given + between(random, *_ANSWERED_AFTER, size)
    answers = happens(random, _ANSWERED, size)
    advice = choose(random, (5, 3, 2), size)
    answer = 1 - happens(random, _FOLLOWED, size)
    gone = [f"R{place:03}" for place in ENDED]
    for place, contract in enumerate(bought.contract_id):
        ended = bought.provider_id[place] in gone
        yield Advice(
            advice_id=f"V{contract}1",
            contract_id=contract,
            given=int(given[place]),
            advice=_COMPANY_ENDED if ended else int(advice[place]),
            answered=int(answered[place]) if answers[place] else period.last_day,
            answer=0 if ended else int(answer[place]),
        )


def _rows(each: Advice, last: int) -> Iterator[Row]:
    """Yield advice as it was given and, if answered before the last day, with its answer."""
    advice, grounds = _ADVICE[each.advice]
    own = {
        "advice_id": each.advice_id,
        "contract_id": each.contract_id,
        "given_on": day_of(each.given),
        "given_by": PURCHASER,
        "advice": advice,
        "grounds": grounds,
    }
    if each.answered >= last:
        yield {**own, **noted(each.given)}
        return
    answered, (answer, reason) = noted(each.answered), _ANSWERS[each.answer]
    yield {**own, **noted(each.given), "withdrawn_at": answered["recorded_at"]}
    yield {
        **own,
        "answered_on": day_of(each.answered),
        "answered_by": CONTROLLER,
        "answer": answer,
        "reason": reason,
        **answered,
    }
