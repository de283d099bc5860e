"""What of a made-up cohort arrived in The Hague: spells, trajectories and their deliveries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from made_up.drawing import Draw, days_after, months_after
from made_up.writing import Row, compact

if TYPE_CHECKING:
    from made_up.cohort import Client, Study

CENTRAL_COLUMNS = {
    "cbs": "sofinummer;regeling;datum_instroom;datum_uitstroom;arbeidsplichtig_na_jaar",
    "mosa": (
        "levering;sofinummer;datum_trajectaanvang;soort_traject;fase;datum_ontvangst;verwerkt"
    ),
    "mosa_leveringen": (
        "levering;periode_van;periode_tot_en_met;uiterste_leverdatum;datum_ontvangst;verwerkt"
    ),
}


@dataclass(frozen=True)
class Delivery:
    """A half-yearly delivery of trajectories."""

    name: str
    period_from: date
    period_to: date
    received_on: date
    processed: bool

    @property
    def due_on(self) -> date:
        """The last day to deliver: two months after the period, a last day of a month too."""
        return days_after(months_after(days_after(self.period_to, 1), 2), -1)

    @property
    def row(self) -> Row:
        """The delivery as a row of its file."""
        return {
            "levering": self.name,
            "periode_van": compact(self.period_from),
            "periode_tot_en_met": compact(self.period_to),
            "uiterste_leverdatum": compact(self.due_on),
            "datum_ontvangst": compact(self.received_on),
            "verwerkt": _yes_no(self.processed),
        }


def _yes_no(value: bool) -> str:
    return "ja" if value else "nee"


def deliveries(study: "Study", draw: Draw) -> list[Delivery]:
    """Return the deliveries of the half-years from the inflow to the measurement."""
    found: list[Delivery] = []
    first = study.inflow_from.replace(month=1 if study.inflow_from.month <= 6 else 7, day=1)  # noqa: PLR2004
    while first <= study.measured_on:
        last = days_after(months_after(first, 6), -1)
        half = 1 if first.month == 1 else 2
        received_on = days_after(last, draw.whole(30, 90))
        found.append(Delivery(f"{first.year}-{half}", first, last, received_on, draw.chance(0.8)))
        first = months_after(first, 6)
    return found


def central_spells(client: "Client", own_spells: Sequence[Row], draw: Draw) -> list[Row]:
    """Return the spells of a client as the benefit statistics have them.

    Some clients are not in them at all. An end may come later than in the municipality, or an
    interruption may be taken for an end; what lies after the end of the data is not in them.
    """
    found: list[Row] = []
    if draw.chance(0.05):
        return found
    starts = [_day(row["datum_ingang"]) for row in own_spells]
    for row, starts_on, next_on in zip(own_spells, starts, [*starts[1:], None], strict=True):
        if starts_on is None or starts_on > client.study.central_until:
            continue
        ended_on = _central_end(client, starts_on, _day(row["datum_einde"]), draw)
        if ended_on is not None and next_on is not None:
            ended_on = min(ended_on, days_after(next_on, -1))
        known = ended_on is not None and ended_on <= client.study.central_until
        found.append(
            {
                "sofinummer": client.citizen_number,
                "regeling": row["regeling"],
                "datum_instroom": compact(starts_on),
                "datum_uitstroom": compact(ended_on) if known else "",
                "arbeidsplichtig_na_jaar": draw.one_of(("ja", "ja", "ja", "nee", "")),
            }
        )
    return found


def _central_end(
    client: "Client", starts_on: date, ended_on: date | None, draw: Draw
) -> date | None:
    if ended_on is None:
        return max(starts_on, client.day(draw)) if draw.chance(0.15) else None
    return max(ended_on, client.day(draw)) if draw.chance(0.3) else ended_on


def mosa_rows(
    client: "Client", instruments: Sequence[Row], periods: Sequence[Delivery], draw: Draw
) -> list[Row]:
    """Return the trajectories of a client as received: some late, some that nobody can link."""
    starts = [
        _day(row["datum_aanvang"]) for row in instruments if row["clientnummer"] == client.number
    ]
    starts += [client.day(draw) for _ in range(draw.whole(0, 1))]
    found: list[Row] = []
    for starts_on in starts:
        if starts_on is None or draw.chance(0.4):
            continue
        fitting = [p for p in periods if p.period_from <= starts_on <= p.period_to] or periods
        delivery = draw.one_of(fitting)
        found.append(
            {
                "levering": delivery.name,
                "sofinummer": client.citizen_number if draw.chance(0.9) else "",
                "datum_trajectaanvang": compact(starts_on),
                "soort_traject": draw.one_of(("arbeidsmarktgericht", "sociale activering")),
                "fase": draw.one_of(("1", "2", "3", "4", "")),
                "datum_ontvangst": compact(delivery.received_on),
                "verwerkt": _yes_no(delivery.processed and draw.chance(0.9)),
            }
        )
    return found


def _day(text: str) -> date | None:
    return datetime.strptime(text, "%d-%m-%Y").date() if text else None  # noqa: DTZ007
