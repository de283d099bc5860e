"""Barriers, diagnoses, and the answers that were given in them."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import Spells
from trede.synthesis.people import Block, Clients
from trede.synthesis.portfolio import COMPANIES, provider_ids
from trede.synthesis.randomness import NEVER, Flags, Period, Whole, between, choose, happens
from trede.synthesis.rates import BARRIERS_AT_INFLOW, Course
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sentences import Groups, written
from trede.synthesis.versions import finish, record

BARRIERS = (
    "psychological",
    "physical",
    "language",
    "debts",
    "low_education",
    "little_work_experience",
    "childcare",
    "addiction",
    "motivation",
    "other",
)
_BARRIER_WEIGHTS = (38, 22, 14, 8, 5, 4, 3, 2, 2, 2)
"""iwi-2007 M8: psychological by far, then physical, then language."""

QUESTIONS: tuple[tuple[str, tuple[str, ...], Groups], ...] = (
    (
        "health",
        ("psychological", "physical", "addiction"),
        (
            ("Goed, geen klachten.", "Goed, soms wat rugpijn."),
            ("Onder behandeling; beperkt belastbaar.", "Klachten; kan halve dagen aan."),
        ),
    ),
    (
        "debts",
        ("debts",),
        (
            ("Geen schulden.", "Kleine schuld, regeling loopt."),
            ("Schulden; wacht op schuldhulp.", "Schulden; onder bewind."),
        ),
    ),
    (
        "language",
        ("language",),
        (
            ("Spreekt en schrijft goed Nederlands.", "Spreekt goed, schrijft met moeite."),
            ("Verstaat eenvoudig Nederlands.", "Heeft een tolk nodig."),
        ),
    ),
    (
        "work_experience",
        ("little_work_experience", "low_education"),
        (
            ("Enkele jaren in de logistiek.", "Enkele jaren in winkel en horeca."),
            ("Geen of weinig werkervaring.", "Lang geleden gewerkt, geen diploma."),
        ),
    ),
    (
        "care",
        ("childcare",),
        (
            ("Geen zorgtaken.", "Kinderen op school, opvang geregeld."),
            ("Jonge kinderen, nog geen opvang.", "Verzorgt een familielid."),
        ),
    ),
)
"""Questions, the barriers that show in the answer, and the answers without and with them."""

_DIAGNOSED = 0.93
_BY_COMPANY = 0.35
_LATEST_AFTER = 45
_ASKED_DAYS, _ASKED_BEFORE = 730, 0.1
_ASKED_AT_INTAKE_PARTNER = 0.3
_KINDS = ("intake", "work_intake", "diagnosis", "qualifying_intake", "medical_examination")
_FINDINGS = ("kan werken", "kan werken met begeleiding", "kan nog niet werken")


@dataclass(frozen=True)
class Barriers:
    """The barriers of every client: none, one or two, as places in the barriers or -1."""

    one: Whole
    another: Whole

    def any_of(self, names: tuple[str, ...]) -> Flags:
        """Return who has one of these barriers."""
        places = [BARRIERS.index(name) for name in names]
        return np.isin(self.one, places) | np.isin(self.another, places)


@dataclass(frozen=True)
class Diagnoses:
    """Diagnoses of a block: at most one at the start of every spell."""

    spell: Whole
    held: Whole


def diagnosis_tables(block: Block, clients: Clients, spells: Spells) -> dict[str, pa.Table]:
    """Return the tables of barriers, diagnoses and answers."""
    random = block.chance("diagnoses")
    barriers = _draw_barriers(random, block.size)
    diagnoses = _draw_diagnoses(random, block.period, spells)
    return {
        "barriers": _barrier_rows(random, clients, spells, barriers),
        "diagnoses": _diagnosis_rows(random, block, clients, spells, diagnoses),
        "answers": _answers(random, block.period, clients, spells, diagnoses, barriers),
    }


def _draw_barriers(random: np.random.Generator, size: int) -> Barriers:
    count = choose(random, BARRIERS_AT_INFLOW, size)
    one = choose(random, _BARRIER_WEIGHTS, size)
    another = (one + 1 + choose(random, _BARRIER_WEIGHTS, size)) % len(BARRIERS)
    another = np.where(another == one, (one + 1) % len(BARRIERS), another)
    return Barriers(np.where(count >= 1, one, -1), np.where(count > 1, another, -1))


def _barrier_rows(
    random: np.random.Generator, clients: Clients, spells: Spells, barriers: Barriers
) -> pa.Table:
    """Return the barriers, known from the first spell of benefit on."""
    first = np.flatnonzero(spells.ordinal == 0)
    client = spells.client[first]
    one, another = barriers.one[client], barriers.another[client]
    row = np.concatenate([first[one >= 0], first[another >= 0]])
    start = spells.start[row]
    rows = {
        "person_id": clients.id.take(pa.array(spells.client[row])),
        "barrier": coded(BARRIERS, np.concatenate([one[one >= 0], another[another >= 0]])),
        "starts_on": start,
        "recorded_at": record(random, start, median_days=7),
        "source": "tracking system",
    }
    return finish("barriers", make_table("barriers", rows, {}))


def _draw_diagnoses(random: np.random.Generator, period: Period, spells: Spells) -> Diagnoses:
    size = len(spells.start)
    held = np.minimum(spells.start + between(random, 0, _LATEST_AFTER, size), spells.exit)
    row = np.flatnonzero(happens(random, _DIAGNOSED, size) & (held <= period.last_day))
    return Diagnoses(row, held[row])


def _ids(clients: Clients, spells: Spells, spell: Whole) -> pa.Array:
    return numbered("Q", spells.number(clients)[spell], 9)


def _diagnosis_rows(
    random: np.random.Generator,
    block: Block,
    clients: Clients,
    spells: Spells,
    diagnoses: Diagnoses,
) -> pa.Table:
    size = len(diagnoses.spell)
    kind = choose(random, (40, 25, 20, 10, 5), size)
    rows = {
        "diagnosis_id": _ids(clients, spells, diagnoses.spell),
        "person_id": clients.id.take(pa.array(spells.client[diagnoses.spell])),
        "diagnosed_on": diagnoses.held,
        "kind": coded(_KINDS, kind),
        "provider_id": provider_ids(_companies(block, kind)),
        "finding": coded(_FINDINGS, choose(random, (40, 35, 25), size)),
        "recorded_at": record(random, diagnoses.held, median_days=4),
        "source": "tracking system",
    }
    return finish("diagnoses", make_table("diagnoses", rows, {}))


def _companies(block: Block, kind: Whole) -> Whole:
    """Draw the companies that made diagnoses; most were made by the municipality itself."""
    random, size = block.chance("diagnosing companies"), len(kind)
    outside = happens(random, _BY_COMPANY, size) & (kind >= _KINDS.index("diagnosis"))
    return np.where(outside, choose(random, np.ones(len(COMPANIES)), size), NEVER)


def _answers(
    random: np.random.Generator,
    period: Period,
    clients: Clients,
    spells: Spells,
    diagnoses: Diagnoses,
    barriers: Barriers,
) -> pa.Table:
    """Return the answers: kept of every diagnosis of the last years, and of some older ones."""
    size = len(diagnoses.spell)
    lately = diagnoses.held > period.last_day - _ASKED_DAYS
    asked = np.flatnonzero(lately | happens(random, _ASKED_BEFORE, size))
    new = asked[spells.course[diagnoses.spell[asked]] != Course.STOCK]
    earlier = new[happens(random, _ASKED_AT_INTAKE_PARTNER, len(new))]
    tables = []
    for place in range(len(QUESTIONS)):
        own = (asked, diagnoses.held[asked], place, "tracking system")
        spell = diagnoses.spell[earlier]
        before = (earlier, spells.applied[spell], place + len(QUESTIONS), "intake partner")
        tables += [
            _answer_rows(random, clients, spells, diagnoses, barriers, *each)
            for each in (own, before)
        ]
    return finish("answers", pa.concat_tables(tables))


def _answer_rows(
    random: np.random.Generator,
    clients: Clients,
    spells: Spells,
    diagnoses: Diagnoses,
    barriers: Barriers,
    row: Whole,
    answered: Whole,
    place: int,
    source: str,
) -> pa.Table:
    name, signs, answers = QUESTIONS[place % len(QUESTIONS)]
    spell, own = diagnoses.spell[row], source == "tracking system"
    client = spells.client[spell]
    rows = {
        "answer_id": numbered("AN", spells.number(clients)[spell] * 10 + place, 10),
        "person_id": clients.id.take(pa.array(client)),
        "diagnosis_id": numbered(
            "Q", spells.number(clients)[spell] if own else np.full(len(row), NEVER), 9
        ),
        "question": name,
        "answer": written(random, answers, barriers.any_of(signs)[client].astype(np.int64)),
        "answered_on": answered,
        "recorded_at": record(random, answered, median_days=3),
        "source": source,
    }
    return make_table("answers", rows, {})
