"""Buying in a made-up municipality: particulars of providers and contracts, catalogue, tenders."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from trede.dossier.storage import arrow_schema
from trede.dossier.tables import TABLES
from trede.synthesis.buying import (
    AFFILIATED,
    ENDED,
    MERGED,
    PURCHASER,
    SUCCESSOR,
    TARGETS,
    Bought,
    Row,
    day_of,
    noted,
    price_steps,
    vat_percent,
)
from trede.synthesis.contract_versions import contract_versions
from trede.synthesis.extensions import extension_advices, extensions
from trede.synthesis.randomness import NEVER, Period, Whole, between, choose, generator
from trede.synthesis.tenders import tender_rows

SOURCE = "contract register"
_YEAR = 365

_SPECIALISATIONS = (
    "bemiddeling naar regulier werk", "eerste stappen na lange werkloosheid",
    "begeleiding bij gezondheidsklachten", "techniek en logistiek", "werken met uitkering",
    "loopbaanadvies", "jongeren", "coaching op de werkplek", "taal en werk", "sociale activering",
    "detachering", "zorg en werk",
)  # fmt: skip
_PLACES = ("Oosterhaven", "Westdijk", "Middelburcht")
_TYPES = ("guidance_to_work", "target_group", "direct_mediation", "occupational", "supported_work")
_CLAUSES = (
    "activity_data", "privacy", "complaints", "accountant_access", "accountant_opinion", "purpose",
    "subcontractor",
)  # fmt: skip
_PEOPLE = ("A. de Boer", "B. Yilmaz", "C. Postma", "D. van Rijn", "E. Haddad", "F. Kuipers")


def provider_particulars(size: int, period: Period) -> dict[str, Any]:
    """Return the columns that say more of providers; one was taken over, one went bankrupt."""
    ends = [ENDED.get(place) for place in range(size)]
    days = [None if end is None else day_of(period.first_day + end[1]) for end in ends]
    successor = f"R{SUCCESSOR:03}"
    return {
        "affiliation": pa.array(
            ["affiliated" if place in AFFILIATED else "private" for place in range(size)]
        ),
        "specialisation": pa.array(_SPECIALISATIONS[:size]),
        "place": pa.array([_PLACES[place % len(_PLACES)] for place in range(size)]),
        "ended_on": pa.array(days, pa.date32()),
        "ended_by": pa.array([None if end is None else end[0] for end in ends], pa.string()),
        "successor_id": pa.array(
            [successor if place == MERGED else None for place in range(size)], pa.string()
        ),
    }


def company_ends(period: Period) -> Whole:
    """Return the days on which companies ended, NEVER for those that still exist."""
    days = np.full(len(_SPECIALISATIONS), NEVER)
    for place, (_why, after) in ENDED.items():
        days[place] = period.first_day + after
    return days


def contract_days(seed: int, signed: Whole) -> tuple[Whole, Whole]:
    """Return the first day of contracts and the first day after them: five to seven years."""
    random = generator(seed, 0, "duration of contracts")
    starts = signed + 30
    return starts, starts + _YEAR * between(random, 5, 7, len(signed))


def contract_particulars(seed: int, signed: Whole) -> dict[str, Any]:
    """Return the columns that say more of contracts."""
    random = generator(seed, 0, "particulars of contracts")
    starts, ends = contract_days(seed, signed)
    form = choose(random, (4, 1), len(signed))
    return {
        "form": pa.array([("framework_minimum", "volume")[place] for place in form]),
        "starts_on": starts,
        "ends_on": ends,
        "extensions_allowed": choose(random, (1, 2, 2), len(signed)),
        "extension_months": np.full(len(signed), 12),
        "data_agreement_on": signed,
        "personal_data": "naam, geboortedatum, telefoonnummer, opleiding, werkervaring",
        "lot_id": _first_only("L000", len(signed)),
        "offer_id": _first_only("F000", len(signed)),
    }


def _first_only(value: str, size: int) -> pa.Array:
    """Return a value for the first contract, which was awarded in a tender that is on file."""
    return pa.array([value, *[None] * (size - 1)], pa.string())


def purchasing_tables(
    seed: int, bought: Bought, period: Period, tables: Mapping[str, pa.Table]
) -> dict[str, pa.Table]:
    """Return the catalogue with its prices, contacts, what goes with contracts, and tenders.

    ``tables`` are the providers, and the contracts with their terms.
    """
    ends = contract_days(seed, bought.signed)[1]
    rows = {
        "provider_contacts": _contacts(bought, period),
        "products": _products(seed, bought),
        "product_prices": _prices(seed, bought, period),
        "contract_clauses": _clauses(bought),
        "contract_evaluations": _evaluations(bought, period),
        "contract_extensions": extensions(bought, period, ends),
        "contract_versions": contract_versions(seed, bought, period, tables),
        "extension_advices": extension_advices(seed, bought, period, ends),
        **tender_rows(bought, period),
    }
    return {name: _table(name, list(found)) for name, found in rows.items()}


def _table(name: str, rows: Sequence[Row]) -> pa.Table:
    content = [{**row, "source": SOURCE} for row in rows]
    return pa.Table.from_pylist(content, schema=arrow_schema(TABLES[name]))


def _contacts(bought: Bought, period: Period) -> Iterator[Row]:
    left = period.first_day - 100
    for place, provider in enumerate(sorted(set(bought.provider_id))):
        yield {
            "provider_contact_id": f"A{place:03}",
            "provider_id": provider,
            "name": _PEOPLE[place % len(_PEOPLE)],
            "task": "contracten en facturen",
            "email": f"contracten@{provider.lower()}.example",
            "telephone": f"010-00000{place:02}",
            "starts_on": day_of(period.first_day - 600),
            "ends_on": day_of(left) if place == 0 else None,
            **noted(left if place == 0 else period.first_day - 600),
        }


def _products(seed: int, bought: Bought) -> Iterator[Row]:
    random = generator(seed, 0, "products")
    weeks = 4 * between(random, 3, 13, len(bought.contract_id))
    places = 5 * between(random, 2, 16, len(bought.contract_id))
    for place, contract in enumerate(bought.contract_id):
        kind, signed = int(bought.category[place]), int(bought.signed[place])
        yield {
            "product_id": f"D{contract}",
            "provider_id": bought.provider_id[place],
            "contract_id": contract,
            "name": bought.name[place],
            "type": _TYPES[kind],
            "target_group": TARGETS[kind],
            "method": "intake, plan met de cliënt, wekelijkse begeleiding, nazorg",
            "rung": ("3", "3", "4", "4", "5")[kind],
            "duration_weeks": int(weeks[place]),
            "capacity": int(places[place]),
            "starts_on": day_of(signed),
            "ends_on": day_of(signed + 4 * _YEAR) if place % 8 == 0 else None,
            **noted(signed),
        }


def _prices(seed: int, bought: Bought, period: Period) -> Iterator[Row]:
    for place, steps in enumerate(price_steps(seed, bought, period)):
        percent = vat_percent(bought.provider_id[place])
        for price in steps:
            yield {
                "product_id": f"D{bought.contract_id[place]}",
                "starts_on": day_of(price.day),
                "amount_cents": price.cents,
                "vat_cents": price.cents * percent // 100,
                "motive": price.motive,
                **noted(price.day),
            }


def _clauses(bought: Bought) -> Iterator[Row]:
    for place, contract in enumerate(bought.contract_id):
        day = int(bought.signed[place])
        for article, clause in enumerate(_CLAUSES, start=4):
            yield {
                "contract_id": contract,
                "clause": clause,
                "article": f"artikel {article}",
                "checked_on": day_of(day),
                "checked_by": PURCHASER,
                **noted(day),
            }


def _evaluations(bought: Bought, period: Period) -> Iterator[Row]:
    for place, contract in enumerate(bought.contract_id):
        for number in range(1, 6):
            due = int(bought.signed[place]) + number * _YEAR
            own = {
                "evaluation_id": f"E{contract}{number}",
                "contract_id": contract,
                "kind": "evaluation" if number % 2 == 0 else "meeting",
                "due_on": day_of(due),
            }
            held = due + 10
            planned = noted(int(bought.signed[place]))
            if held >= period.last_day:
                yield {**own, **planned}
                continue
            done = noted(held)
            yield {**own, **planned, "withdrawn_at": done["recorded_at"]}
            finding = "aantallen en resultaten nagelopen; volgende keer met de klantmanagers"
            yield {**own, "held_on": day_of(held), "finding": finding, **done}
