"""Tenders of a made-up municipality, at every stage."""

from collections.abc import Iterator

from trede.synthesis.buying import (
    AFFILIATED,
    BANKRUPT,
    PURCHASER,
    TARGETS,
    VAT_PERCENT,
    Bought,
    Row,
    day_of,
    noted,
)
from trede.synthesis.randomness import Period


def tender_rows(bought: Bought, period: Period) -> dict[str, list[Row]]:
    """Return five tenders: two awarded, one given up, one with offers, one being prepared.

    The last two are alike and stay below the limit each: together they look split. The oldest is
    that of the first contract.
    """
    last, signed = period.last_day, int(bought.signed[0])
    alike = "Sociale activering"
    found = {
        "tenders": [
            {
                **_tender("T000", bought.name[0], "Begeleiding naar werk", signed - 200),
                "award_basis": "lowest_price",
                "procedure": "private",
                "procedure_motive": "er is één aanbieder met een werkplaats in de regio",
                "announced_on": day_of(signed - 180),
                "offers_due_on": day_of(signed - 120),
                "opened_on": day_of(signed - 115),
                "opened_by": PURCHASER,
                "published_on": day_of(signed - 30),
                **noted(signed - 30),
            },
            {
                **_tender("T004", "Taal op de werkvloer", "Scholing", last - 700),
                "withdrawn_on": day_of(last - 650),
                "withdrawal_motive": "het budget is anders bestemd",
                **noted(last - 650),
            },
            {
                **_tender("T001", "Begeleiding naar werk", "Begeleiding naar werk", last - 560),
                "procedure": "open",
                "announced_on": day_of(last - 540),
                "offers_due_on": day_of(last - 500),
                "opened_on": day_of(last - 498),
                "opened_by": PURCHASER,
                "published_on": day_of(last - 450),
                **noted(last - 450),
            },
            {
                **_tender("T002", "Activering in de wijk, noord", alike, last - 150),
                "procedure": "competition",
                "announced_on": day_of(last - 110),
                "offers_due_on": day_of(last - 60),
                **noted(last - 110),
            },
            _tender("T003", "Activering in de wijk, zuid", alike, last - 90),
        ],
        "tender_lots": [_first_lot(bought), *_lots(last)],
        "tender_criteria": [*_criteria("T001", last - 560), *_criteria("T002", last - 150)],
    }
    offers = [_first_offer(bought), *_offers(last)]
    return found | {"tender_offers": offers, "tender_scores": list(_scores(last))}


def _tender(key: str, name: str, category: str, day: int) -> Row:
    return {
        "tender_id": key,
        "name": name,
        "description": "begeleiding van cliënten met bijstand, met een verslag per maand",
        "category": category,
        "prepared_on": day_of(day),
        "award_basis": "best_offer",
        **noted(day),
    }


def _first_lot(bought: Bought) -> Row:
    awarded = int(bought.signed[0]) - 60
    return {
        "lot_id": "L000",
        "tender_id": "T000",
        "name": "hele gemeente",
        "estimated_value_cents": 30_000_000,
        "form": "framework_minimum",
        "offer_id": "F000",
        "awarded_on": day_of(awarded),
        "awarded_by": PURCHASER,
        "award_motive": "enige offerte, voldoet aan de eisen",
        **noted(awarded),
    }


def _first_offer(bought: Bought) -> Row:
    signed = int(bought.signed[0])
    return {
        **_offer("F000", "L000", bought.provider_id[0], signed - 125),
        "price_cents": int(bought.cost_cents[0]),
        "vat_cents": 0,
        "is_complete": True,
        "selected_on": day_of(signed - 110),
        "selected_by": PURCHASER,
        "selection_motive": "voldoet aan de eisen",
        **noted(signed - 110),
    }


def _lots(last: int) -> Iterator[Row]:
    lots = (
        ("L001", "T001", "noord", 48_000_000, "F001"),
        ("L002", "T001", "zuid", 36_000_000, "F004"),
        ("L003", "T002", "noord", 40_000_000, None),
        ("L004", "T003", "zuid", 38_000_000, None),
    )
    for key, tender, name, cents, offer in lots:
        awarded = {"offer_id": offer, "awarded_on": day_of(last - 470), "awarded_by": PURCHASER}
        yield {
            "lot_id": key,
            "tender_id": tender,
            "name": name,
            "target_group": TARGETS[1],
            "rung": "3",
            "estimated_value_cents": cents,
            "form": "framework_minimum_maximum",
            **(awarded if offer else {}),
            **noted(last - {"T001": 470, "T002": 150, "T003": 90}[tender]),
        }


def _criteria(tender: str, day: int) -> Iterator[Row]:
    criteria = (
        ("price", "Prijs per klant", 30),
        ("quality", "Inhoud en kwaliteit", 40),
        ("ambition", "Prestatieambitie", 20),
        ("experience", "Ervaring met vergelijkbare opdrachten", 10),
    )
    for kind, name, weight in criteria:
        yield {
            "criterion_id": f"{tender}-{kind}",
            "tender_id": tender,
            "name": name,
            "kind": kind,
            "weight": weight,
            "explanation": "de laagste prijs krijgt alle punten" if kind == "price" else None,
            **noted(day),
        }


_JUDGED = (
    # offer, lot, provider, net price in euros, points on quality, ambition, experience
    ("F001", "L001", 0, 2_400, (80, 70, 90)),
    ("F002", "L001", 4, 2_250, (60, 75, 60)),
    ("F003", "L001", 7, 2_900, (85, 60, 70)),
    ("F004", "L002", 1, 2_500, (75, 80, 80)),
    ("F005", "L002", 4, 2_500, (70, 70, 80)),
)


def _offers(last: int) -> Iterator[Row]:
    received, decided = last - 505, last - 490
    exempt = set(AFFILIATED)
    for key, lot, provider, euros, _points in _JUDGED:
        percent = 0 if provider in exempt else VAT_PERCENT
        yield {
            **_offer(key, lot, f"R{provider:03}", received),
            "price_cents": euros * 100,
            "vat_cents": euros * percent,
            "is_complete": True,
            "selected_on": day_of(decided),
            "selected_by": PURCHASER,
            "selection_motive": "voldoet aan de eisen",
            **noted(decided),
        }
    yield {
        **_offer("F006", "L002", f"R{BANKRUPT:03}", received),
        "selected_on": day_of(decided),
        "exclusion": "bankruptcy",
        "selection_motive": "failliet volgens het register",
        **noted(decided),
    }
    yield _offer("F007", "L003", "R002", last - 70)
    yield _offer("F008", "L003", "R009", last - 66)
    yield _offer("F009", "L003", "R008", last - 62)


def _offer(key: str, lot: str, provider: str, day: int) -> Row:
    return {
        "offer_id": key,
        "lot_id": lot,
        "provider_id": provider,
        "received_on": day_of(day),
        **noted(day),
    }


def _scores(last: int) -> Iterator[Row]:
    kinds = ("quality", "ambition", "experience")
    reasons = ("sluit goed aan op de wijk", "doel is haalbaar en meetbaar", "zie de referenties")
    for key, _lot, _provider, _euros, points in _JUDGED:
        for kind, given, why in zip(kinds, points, reasons, strict=True):
            yield {
                "offer_id": key,
                "criterion_id": f"T001-{kind}",
                "points": given,
                "motive": why,
                "scored_on": day_of(last - 480),
                "scored_by": PURCHASER,
                **noted(last - 480),
            }
