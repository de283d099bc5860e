"""Clients whom a case manager asks a company to take, and what the company answers."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.commissioned import Drawn, guides
from trede.synthesis.participations import participation_ids
from trede.synthesis.portfolio import Portfolio, contract_ids, product_ids, provider_ids
from trede.synthesis.purchasing import company_ends
from trede.synthesis.randomness import (
    NEVER,
    Flags,
    Whole,
    between,
    choose,
    happens,
    until,
)
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sentences import said
from trede.synthesis.trajectories import COMING_ROUND, POSITIVE
from trede.synthesis.trajectory_rows import trajectory_ids
from trede.synthesis.versions import finish, later_of, record, split

ANSWERS = ("accepted", "returned")
_ACCEPTED, _RETURNED, _UNANSWERED = 0, 1, -1
_REASONS = (
    "full", "not_target_group", "distance_too_large", "distance_too_small", "not_reached",
    "client_refuses", "ill", "information_lacking",
)  # fmt: skip
_REASON_WEIGHTS = (25, 12, 20, 5, 15, 8, 10, 5)
_EXPLANATIONS = (
    "Er is de komende drie maanden geen plaats; een wachtlijst houden wij niet bij.",
    "Deze cliënt hoort bij een andere doelgroep dan die van het contract.",
    "De afstand tot werk is te groot voor dit traject; eerst activering lijkt beter.",
    "De cliënt kan volgens ons zelf werk vinden.",
    "Drie keer gebeld en een brief gestuurd; geen reactie.",
    "De cliënt wil dit traject niet volgen.",
    "De cliënt is ziek en kan voorlopig niet beginnen.",
    "Opleiding en werkervaring ontbreken bij de aanmelding.",
)
_QUESTIONS = (
    "Ritme opbouwen en laten zien wat de cliënt kan, met uitzicht op werk.",
    "Weer onder de mensen komen; een trede hoger op de ladder.",
    "Bemiddelen naar betaald werk voor ten minste 24 uur per week.",
    "Een vak leren en daarin aan het werk.",
    "Werk met begeleiding vinden en houden.",
)
"""What a company is asked, by category of contracts."""

_IN_SPITE_OF = "Het bedrijf kent de cliënt al; daarom ondanks de waarschuwing hier aangemeld."
_RECALLS = ("De cliënt gaat verhuizen.", "De cliënt heeft zelf werk gevonden.")
_RETURNED_FIRST, _SPITE, _REFERRED = 0.1, 0.04, 0.8
_STILL_TO_ANSWER, _GIVEN_BACK, _TAKEN_BACK = (80, 12, 8), 1, 2
_ROOM = 8
_OPENING, _EARLIER, _COMING = 0, 1, 2
"""The last digit of the number of a referral: how it stands to its participation."""


@dataclass(frozen=True)
class Referrals:
    """Referrals of a block; ``opens`` is the number of a participation, ``former`` of a referral.

    Days that do not come are NEVER, as are numbers that are not there.
    """

    number: Whole
    client: Whole
    trajectory: Whole
    contract: Whole
    referred: Whole
    desired: Whole
    answered: Whole
    answer: Whole
    opens: Whole
    former: Whole
    recalled: Whole


def referral_tables(drawn: Drawn) -> dict[str, pa.Table]:
    """Return the table of referrals."""
    random = drawn.block.chance("referrals")
    parts = (*_of_participations(random, drawn), _of_coming(random, drawn))
    referrals = Referrals(
        **{
            name: np.concatenate([getattr(part, name) for part in parts])
            for name in Referrals.__dataclass_fields__
        }
    )
    return {"referrals": finish("referrals", _rows(random, drawn, referrals))}


def _of_participations(random: np.random.Generator, drawn: Drawn) -> tuple[Referrals, Referrals]:
    """Return the referrals that opened participations, and those returned before them."""
    each = drawn.participations
    size, first, never = each.size, each.decided, np.full(each.size, NEVER)
    answered = np.maximum(each.start - between(random, 0, 6, size), first)
    referred = np.maximum(answered - between(random, 1, 20, size), first)
    returned = happens(random, _RETURNED_FIRST, size) & (referred - first >= _ROOM)
    number = each.number * 10
    opening = Referrals(
        number=number + _OPENING,
        client=each.client,
        trajectory=each.trajectory,
        contract=each.contract,
        referred=referred,
        desired=each.start,
        answered=answered,
        answer=np.full(size, _ACCEPTED),
        opens=each.number,
        former=np.where(returned, number + _EARLIER, NEVER),
        recalled=never,
    )
    row = np.flatnonzero(returned)
    returned_on = between(random, first[row] + 2, referred[row], len(row))
    earlier = Referrals(
        number=number[row] + _EARLIER,
        client=each.client[row],
        trajectory=each.trajectory[row],
        contract=_elsewhere(drawn.portfolio)[each.contract[row]],
        referred=np.maximum(returned_on - between(random, 1, 12, len(row)), first[row]),
        desired=returned_on + 14,
        answered=returned_on,
        answer=np.full(len(row), _RETURNED),
        opens=never[row],
        former=never[row],
        recalled=never[row],
    )
    return opening, earlier


def _elsewhere(portfolio: Portfolio) -> Whole:
    """Return for every contract the next one that is with another company."""
    size, found = portfolio.size, []
    for place, provider in enumerate(portfolio.provider):
        others = ((place + step) % size for step in range(1, size + 1))
        found.append(next((at for at in others if portfolio.provider[at] != provider), place))
    return np.array(found, dtype=np.int64)


def _of_coming(random: np.random.Generator, drawn: Drawn) -> Referrals:
    """Return the referrals for trajectories that have not started: few have been answered."""
    trajectories, last = drawn.trajectories, drawn.last_day
    waits = (trajectories.ordinal == COMING_ROUND) & (trajectories.decision == POSITIVE)
    chosen = waits & happens(random, _REFERRED, len(waits))
    row = np.flatnonzero(chosen & (drawn.commissions.contract != NEVER))
    size, never = len(row), np.full(len(row), NEVER)
    referred = np.minimum(trajectories.decided[row] + between(random, 0, 8, size), last)
    outcome = choose(random, _STILL_TO_ANSWER, size)
    heard = until(referred + between(random, 2, 15, size), last)
    answered = np.where(outcome == _GIVEN_BACK, heard, NEVER)
    return Referrals(
        number=trajectories.number(drawn.clients, drawn.spells)[row] * 100 + _COMING,
        client=drawn.spells.client[trajectories.spell[row]],
        trajectory=row,
        contract=drawn.commissions.contract[row],
        referred=referred,
        desired=referred + between(random, 7, 30, size),
        answered=answered,
        answer=np.where(answered == NEVER, _UNANSWERED, _RETURNED),
        opens=never,
        former=never,
        recalled=np.where(outcome == _TAKEN_BACK, heard, NEVER),
    )


def _rows(random: np.random.Generator, drawn: Drawn, referrals: Referrals) -> pa.Table:
    """Return the referrals, recorded when made and again when answered or taken back."""
    size, contract = len(referrals.number), referrals.contract
    provider = drawn.portfolio.provider[contract]
    returned = referrals.answer == _RETURNED
    reason = np.where(returned, choose(random, _REASON_WEIGHTS, size), -1)
    spite = happens(random, _SPITE, size).astype(np.int64) - 1
    recall = np.where(referrals.recalled == NEVER, -1, referrals.client % len(_RECALLS))
    entered = record(random, referrals.referred, median_days=0.5, spread=0.8)
    closed = np.minimum(referrals.answered, referrals.recalled)
    closed_at = later_of(entered, record(random, closed, median_days=0.5, spread=0.8))
    entered, closed_at = drawn.recorded(entered, closed_at, referrals.referred)
    trajectory = drawn.trajectories.number(drawn.clients, drawn.spells)[referrals.trajectory]
    who_answered = np.where(referrals.answered == NEVER, NEVER, provider)
    rows = {
        "referral_id": referral_ids(referrals.number),
        "person_id": drawn.persons(referrals.client),
        "contract_id": contract_ids(contract),
        "provider_id": provider_ids(provider),
        "product_id": product_ids(contract),
        "trajectory_id": trajectory_ids(trajectory),
        "referred_on": referrals.referred,
        "referred_by": drawn.managers_on(referrals.client, referrals.referred),
        "question": said(_QUESTIONS, drawn.portfolio.category[contract]),
        "desired_start_on": referrals.desired,
        "motive": said((_IN_SPITE_OF,), spite),
        "former_id": referral_ids(referrals.former),
        "answered_on": referrals.answered,
        "answered_by": guides(who_answered, referrals.client),
        "answer": coded(ANSWERS, referrals.answer),
        "reason": coded(_REASONS, reason),
        "explanation": said(_EXPLANATIONS, reason),
        "participation_id": participation_ids(referrals.opens),
        "recalled_on": referrals.recalled,
        "recall_reason": said(_RECALLS, recall),
        "recorded_at": entered,
        "source": "tracking system",
    }
    content = make_table("referrals", rows, {"closed_at": closed_at})
    content = content.filter(pa.array(_possible(drawn, referrals)))
    return split(content, "closed_at", _OPEN)


def _possible(drawn: Drawn, referrals: Referrals) -> Flags:
    """Tell which referrals can be: a company that ended gets none, and none waits for it."""
    ends = company_ends(drawn.block.period)[drawn.portfolio.provider[referrals.contract]]
    waits = (referrals.answered == NEVER) & (referrals.recalled == NEVER)
    coming = referrals.number % 10 == _COMING
    impossible: Flags = coming & ((referrals.referred >= ends) | (waits & (ends <= drawn.last_day)))
    return np.logical_not(impossible)


_OPEN = dict.fromkeys(
    (
        "answered_on",
        "answered_by",
        "answer",
        "reason",
        "explanation",
        "participation_id",
        "recalled_on",
        "recall_reason",
    )
)


def referral_ids(number: Whole) -> pa.Array:
    """Return the identifiers of referrals."""
    return numbered("AM", number, 12)
