"""Providers, their contracts and what was agreed in them: tens of contracts, few with results."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from trede.synthesis.agreements import draw_agreements
from trede.synthesis.buying import Bought
from trede.synthesis.purchasing import (
    company_ends,
    contract_days,
    contract_particulars,
    provider_particulars,
    purchasing_tables,
)
from trede.synthesis.randomness import (
    NEVER,
    Flags,
    Period,
    Weights,
    Whole,
    between,
    choose,
    generator,
    happens,
)
from trede.synthesis.rates import CONTRACT_BANDS, CONTRACTS_NOT_PAID
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.versions import finish, record, split

_CLIENTS_A_CONTRACT = 375
_FEWEST, _MOST = 40, 174
_FREE_CONTRACTS, _FREE_BAND = 2, 3
_EMPLOYMENT_RUNG = 5
COMPANIES = (
    "Noorderlicht Werk",
    "Stap Vooruit",
    "De Brug Re-integratie",
    "Kompas Arbeid",
    "Werkplaats Zuid",
    "Perspectief Advies",
    "Nieuwe Koers",
    "Doorstart Begeleiding",
    "Talent en Taal",
    "Het Kantelpunt",
    "Arbeidskracht Regio",
    "Meander Zorg en Werk",
)
_GROUPS = ("Noordergroep", "Meander Groep", "Kompas Holding")
_GROUP_OF_NAMESAKE = {0: 0, 11: 1, 3: 2}
"""By company: the group that bears its name."""
_CATEGORIES = (
    "3. Begeleiding naar werk",
    "3. Doelgroeptrajecten",
    "4. Directe bemiddeling naar werk",
    "4. Beroepsgerichte scholing",
    "5. Werk met begeleiding",
)
_RUNGS = (3, 3, 4, 4, 5)


@dataclass(frozen=True)
class Portfolio:
    """The contracts in which clients take part.

    ``chance_of_work`` and ``chance_of_other`` say how clients who go to work, and the others,
    are spread over the contracts; ``cost_cents`` is what a participation costs on each.
    """

    chance_of_work: Weights
    chance_of_other: Weights
    share_to_work: float
    cost_cents: Whole
    provider: Whole
    category: Whole
    band: Whole
    free: Flags
    agreement: Whole

    @property
    def rung(self) -> Whole:
        """The rung of the ladder each contract works on."""
        return np.array(_RUNGS, dtype=np.int64)[self.category]

    @property
    def size(self) -> int:
        """The number of contracts."""
        return len(self.band)


def make_portfolio(seed: int, clients: int) -> Portfolio:
    """Draw the contracts of a municipality of this size."""
    random = generator(seed, 0, "portfolio")
    size = int(np.clip(clients // _CLIENTS_A_CONTRACT, _FEWEST, _MOST))
    shares = CONTRACT_BANDS[:, 0] / CONTRACT_BANDS[:, 0].sum()
    counts = np.maximum(np.floor(shares * size + 0.5).astype(int), 1)
    counts[1] += size - counts.sum()
    band = np.repeat(np.arange(len(counts)), counts)
    spread = np.exp(0.5 * random.standard_normal(size))
    clients_of_band = CONTRACT_BANDS[:, 1]
    weight = spread * clients_of_band[band] / np.bincount(band, weights=spread)[band]
    rate = CONTRACT_BANDS[band, 2] * np.where(band == 1, random.uniform(0.75, 1.25, size), 1.0)
    free = np.isin(np.arange(size), np.flatnonzero(band == _FREE_BAND)[:_FREE_CONTRACTS])
    return Portfolio(
        chance_of_work=weight * rate,
        chance_of_other=weight * (1 - rate),
        share_to_work=float((weight * rate).sum() / weight.sum()),
        cost_cents=np.where(free, 0, 100 * CONTRACT_BANDS[band, 3] * spread**0.3).astype(np.int64),
        provider=choose(random, np.ones(len(COMPANIES)), size),
        category=_categories(random, band),
        band=band,
        free=free,
        agreement=draw_agreements(seed, free),
    )


def _categories(random: np.random.Generator, band: Whole) -> Whole:
    usual = choose(random, (40, 15, 15, 20, 10), len(band))
    best = choose(random, (3, 1, 5, 0, 0), len(band))
    return np.where(band == band.max(), best, usual)


def portfolio_tables(seed: int, portfolio: Portfolio, period: Period) -> dict[str, pa.Table]:
    """Return the tables of providers, contracts and contract terms, and of buying."""
    random = generator(seed, 0, "contracts")
    signed = period.first_day - between(random, 30, 500, portfolio.size)
    bought = Bought(
        contract_id=contract_ids(np.arange(portfolio.size)).to_pylist(),
        provider_id=provider_ids(portfolio.provider).to_pylist(),
        name=_names(portfolio),
        category=portfolio.category,
        cost_cents=portfolio.cost_cents,
        agreement=portfolio.agreement,
        signed=signed,
    )
    tables = {
        "providers": _providers(random, period),
        "contracts": _contracts(random, portfolio, period, seed, signed),
        "contract_terms": _terms(random, portfolio, seed, signed),
    }
    return tables | purchasing_tables(seed, bought, period, tables)


def _names(portfolio: Portfolio) -> list[str]:
    return [
        f"{_CATEGORIES[kind][3:]} {number + 1}" for number, kind in enumerate(portfolio.category)
    ]


def _providers(random: np.random.Generator, period: Period) -> pa.Table:
    size = len(COMPANIES)
    group = choose(random, (1, 1, 1, 3), size)
    for company, own in _GROUP_OF_NAMESAKE.items():
        group[company] = own
    rows = {
        "provider_id": provider_ids(np.arange(size)),
        "name": pa.array(COMPANIES),
        "company_group": coded(_GROUPS, np.where(group < len(_GROUPS), group, -1)),
        **provider_particulars(size, period),
        "recorded_at": record(random, np.full(size, period.first_day - 600)),
        "source": "contract register",
    }
    content = make_table("providers", rows, {})
    ended = pc.cast(content["ended_on"], pa.timestamp("us"))
    content = content.append_column("ended_at", ended)
    before = {"ended_on": None, "ended_by": None, "successor_id": None}
    return finish("providers", split(content, "ended_at", before))


def _contracts(
    random: np.random.Generator, portfolio: Portfolio, period: Period, seed: int, signed: Whole
) -> pa.Table:
    size = portfolio.size
    closed = happens(random, np.where(portfolio.band == portfolio.band.max(), 0.85, 0.3), size)
    closed_on = between(random, period.first_day + 200, period.last_day, size)
    company_ended = company_ends(period)[portfolio.provider]
    ended = company_ended <= period.last_day
    closed_on = np.where(closed, np.minimum(closed_on, company_ended), company_ended)
    closed |= ended
    unpaid = happens(random, CONTRACTS_NOT_PAID, size) & (portfolio.band == 0)
    work_company = portfolio.band == portfolio.band.max()
    rows = {
        "contract_id": contract_ids(np.arange(size)),
        "name": pa.array(_names(portfolio)),
        "provider_id": provider_ids(portfolio.provider),
        "signed_by": coded(
            ("social_service", "work_company", "new_service"),
            np.where(work_company, 1, choose(random, (5, 3, 2), size)),
        ),
        "registered_in": coded(("tracking system", "work company"), work_company.astype(np.int64)),
        "category": coded(_CATEGORIES, portfolio.category),
        "rung": coded(("1", "2", "3", "4", "5"), portfolio.rung - 1),
        "signed_on": signed,
        "inflow": coded(("open", "closed"), closed.astype(np.int64)),
        "inflow_closed_on": np.where(closed, closed_on, NEVER),
        "norm_met": ~unpaid,
        "paid": ~unpaid,
        "includes_employment": portfolio.rung == _EMPLOYMENT_RUNG,
        **contract_particulars(seed, signed),
        "recorded_at": record(random, signed),
        "source": "contract register",
    }
    moments = {"closed_at": record(random, np.where(closed, closed_on, NEVER), median_days=9)}
    content = make_table("contracts", rows, moments)
    content = split(content, "closed_at", {"inflow": "open", "inflow_closed_on": None})
    return finish("contracts", content)


def provider_ids(number: Whole) -> pa.Array:
    """Return the identifiers of providers."""
    return numbered("R", number, 3)


def contract_ids(number: Whole) -> pa.Array:
    """Return the identifiers of contracts."""
    return numbered("K", np.where(number == NEVER, NEVER, number + 1), 4)


def product_ids(contract: Whole) -> pa.Array:
    """Return the identifiers of what is offered under contracts."""
    return numbered("DK", contract + 1, 4)


def _terms(random: np.random.Generator, portfolio: Portfolio, seed: int, signed: Whole) -> pa.Table:
    """Return five terms of every contract: fee, premium, volume, target and durability."""
    size = portfolio.size
    terms = (
        "fee",
        "exit_premium_regular_work",
        "minimum_clients",
        "success_target",
        "durable_weeks",
    )
    amounts = [portfolio.cost_cents, between(random, 20, 40, size) * 10_000]
    numbers = [
        between(random, 3, 20, size) * 5,
        between(random, 6, 14, size) * 5,
        np.full(size, 26),
    ]
    absent = np.full(size, NEVER)
    rows = {
        "contract_id": contract_ids(np.tile(np.arange(size), len(terms))),
        "term": coded(terms, np.repeat(np.arange(len(terms)), size)),
        "starts_on": np.tile(signed, len(terms)),
        "ends_on": np.tile(contract_days(seed, signed)[1], len(terms)),
        "amount_cents": np.concatenate([*amounts, absent, absent, absent]),
        "number": np.concatenate([absent, absent, *numbers]),
        "recorded_at": np.tile(record(random, signed), len(terms)),
        "source": "contract register",
    }
    return finish("contract_terms", make_table("contract_terms", rows, {}))
