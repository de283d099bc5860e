"""Versions of made-up contracts, in agreement with their terms and prices on file."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pyarrow as pa

from trede.synthesis.agreements import AGREEMENTS, EARLIEST_PARTICIPATION, Agreement
from trede.synthesis.buying import Bought, Row, day_of, noted, price_steps, vat_percent
from trede.synthesis.contract_documents import Contract, document
from trede.synthesis.randomness import Period

_AGREED_BEFORE = 20
"""Days between the agreement on a new price and the first day of it."""


def contract_versions(
    seed: int, bought: Bought, period: Period, tables: Mapping[str, pa.Table]
) -> Iterator[Row]:
    """Yield the versions of all contracts, in agreement with terms and prices on file."""
    names = {row["provider_id"]: row for row in tables["providers"].to_pylist()}
    terms = _terms(tables["contract_terms"])
    prices = price_steps(seed, bought, period)
    for place, contract_id in enumerate(bought.contract_id):
        signed = int(bought.signed[place])
        company = names[bought.provider_id[place]]
        agreed = terms[contract_id]
        steps = [step for step in prices[place] if step.day <= period.last_day]
        starts = [min(signed, period.first_day - EARLIEST_PARTICIPATION)]
        starts += [step.day for step in steps[1:]]
        contracts = [
            Contract(
                contract_id=contract_id,
                version=number + 1,
                name=bought.name[place],
                number=place + 1,
                category=int(bought.category[place]),
                company=company["name"],
                company_group=company["company_group"],
                vat_percent=vat_percent(bought.provider_id[place]),
                signed=signed,
                starts=starts[number],
                ends=None if step is steps[-1] else starts[number + 1],
                fee_cents=step.cents,
                premium_cents=agreed["exit_premium_regular_work"],
                target_percent=agreed["success_target"],
            )
            for number, step in enumerate(steps)
        ]
        agreement = AGREEMENTS[int(bought.agreement[place])]
        for number, each in enumerate(contracts):
            motive = steps[number].motive
            yield from _rows(each, contracts[number + 1 :], agreement, motive)


def _terms(table: pa.Table) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in table.to_pylist():
        amount = row["number"] if row["amount_cents"] is None else row["amount_cents"]
        found.setdefault(row["contract_id"], {})[row["term"]] = amount
    return found


def _rows(
    contract: Contract, later: list[Contract], agreement: Agreement, motive: str | None
) -> Iterator[Row]:
    """Yield a version as it was agreed and, once another follows, with its last day."""
    first = contract.version == 1
    known = noted(contract.signed if first else contract.starts)
    own = {
        "contract_id": contract.contract_id,
        "version": contract.version,
        "starts_on": day_of(contract.starts),
        "agreed_on": day_of(
            min(contract.signed, contract.starts) if first else contract.starts - _AGREED_BEFORE
        ),
        "motive": motive,
        **known,
    }
    open_ended = replace(contract, ends=None)
    ended = noted(later[0].starts) if later else {}
    withdrawn = {"withdrawn_at": ended["recorded_at"]} if later else {}
    yield {**own, "terms": document(open_ended, agreement), **withdrawn}
    if later:
        terms = document(contract, agreement)
        yield {**own, "terms": terms, "ends_on": day_of(later[0].starts), **ended}
