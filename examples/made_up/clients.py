"""Made-up clients of a social service: their benefits, waivers, rungs and checked exits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from made_up.drawing import Draw, citizen_numbers, days_after, months_after
from made_up.writing import Row, dutch, euros

INITIALS = "ABCDEFGHJKLMNP"
SURNAMES = ("Verzonnen", "van Voorbeeld", "de Bedachte", "Fictief", "Nergens-Thuis", "El Niemand")
SCHEMES = ("WWB", "WWB", "WWB", "ABW", "IOAW", "IOAZ")
CAUSES = ("ARB", "ARB", "ARB", "DET", "OVL", "VRH", "REL", "INL", "INK", "ONB", "", "?")
WAIVER_REASONS = ("GEB41", "KIND5", "OPL", "57,5", "SOCACT", "AFST", "MED", "SOC", "TRAJ")
RUNGS = ("T1", "T2", "T3", "T4", "T5", "NNI")
MISSING_NUMBERS = ("", "0", "000000000", "999999999")
IMPOSSIBLE_DATES = ("31-06-2005", "30-02-2006", "00-00-0000")
AGE_CLASSES = (19, 24, 28, 31, 36, 41, 46, 51, 57)


@dataclass(frozen=True)
class Period:
    """The period of the audit; benefits are judged on the day after it."""

    first: date
    last: date

    @property
    def status_on(self) -> date:
        """The day on which it is judged whether a benefit has ended."""
        return days_after(self.last, 1)

    @property
    def delivered_on(self) -> date:
        """About when the systems were read out; rows go on until then."""
        return months_after(self.last, 4)

    def edges(self) -> tuple[date, ...]:
        """Return the days around which definitions disagree."""
        return (self.first, self.last, self.status_on, date(2004, 2, 29))


@dataclass(frozen=True)
class Person:
    """A client, with the number under which the service knows this person."""

    citizen_number: str
    administration_number: str
    born_on: date
    sex: str
    name: str


@dataclass(frozen=True)
class Spell:
    """One benefit of a client."""

    starts_on: date
    ends_on: date | None
    cause: str = ""
    scheme: str = "WWB"


def untidy(code: str, draw: Draw) -> str:
    """Return a code as people type it: sometimes in another case, sometimes with a blank."""
    if not code or not draw.chance(0.06):
        return code
    return draw.one_of((code.lower(), code.upper(), f" {code}", f"{code} "))


def typed_number(citizen_number: str, draw: Draw) -> str:
    """Return a citizen service number as systems hold it: now and then missing or blank-ended."""
    if draw.chance(0.04):
        return draw.one_of(MISSING_NUMBERS)
    return f"{citizen_number} " if draw.chance(0.05) else citizen_number


def new_person(index: int, citizen_number: str, period: Period, draw: Draw) -> Person:
    """Return a made-up client, often on the edge of an age class or born on 29 February."""
    edges = [months_after(period.first, -12 * age) for age in (*AGE_CLASSES, 65)]
    edges += [date(1956, 2, 29), date(1980, 2, 29)]
    oldest, youngest = (months_after(period.first, -12 * age) for age in (66, 18))
    name = f"{draw.one_of(SURNAMES)}, {draw.one_of(INITIALS)}."
    return Person(
        citizen_number,
        f"{700_000 + index:08d}",
        draw.near(edges, oldest, youngest) if draw.chance(0.6) else draw.day(oldest, youngest),
        draw.one_of(("M", "V")),
        name,
    )


def draw_spells(period: Period, draw: Draw) -> list[Spell]:
    """Return the benefits of a client, one after the other; the last may still run."""
    spells: list[Spell] = []
    earliest = months_after(period.first, -20)
    for _ in range(draw.one_of((1, 1, 1, 2, 2, 3))):
        starts_on = draw.near(period.edges(), earliest, period.delivered_on)
        starts_on = max(starts_on, earliest)
        spell = _spell(starts_on, period, draw)
        spells.append(spell)
        if spell.ends_on is None:
            break
        earliest = days_after(spell.ends_on, 1)
    return spells


def _spell(starts_on: date, period: Period, draw: Draw) -> Spell:
    scheme = draw.one_of(SCHEMES)
    if draw.chance(0.35):
        return Spell(starts_on, None, scheme=scheme)
    anchors = (months_after(starts_on, 12), *period.edges())
    ends_on = draw.near(anchors, starts_on, period.delivered_on)
    return Spell(starts_on, max(starts_on, ends_on), draw.one_of(CAUSES), scheme)


def benefit_row(person: Person, spell: Spell, draw: Draw, party: str = "A") -> dict[str, str]:
    """Return a benefit as the benefit system has it."""
    applied_on = dutch(days_after(spell.starts_on, -draw.whole(0, 40)))
    return {
        "administratienummer": person.administration_number,
        "sofinummer": person.citizen_number,
        "partij": untidy(party, draw),
        "huishoudnummer": f"1{person.administration_number[1:]}",
        "naam": person.name,
        "geboortedatum": dutch(person.born_on),
        "geslacht": untidy(person.sex, draw),
        "regeling": untidy(spell.scheme, draw),
        "datum_aanvraag": draw.one_of(IMPOSSIBLE_DATES) if draw.chance(0.02) else applied_on,
        "datum_ingang": dutch(spell.starts_on),
        "datum_einde": dutch(spell.ends_on),
        "beeindigingsoorzaak": untidy(spell.cause, draw),
        "bedrag_maand": euros(draw.whole(40_000, 130_000)),
    }


def benefit_rows(person: Person, period: Period, draw: Draw) -> Iterator[Row]:
    """Yield the rows of one client: spells, and what keeps some clients out of the analysis."""
    spells = draw_spells(period, draw)
    if draw.chance(0.06):
        spells = [Spell(spell.starts_on, spell.ends_on, spell.cause, "BB") for spell in spells]
    elif draw.chance(0.1):
        spells.append(Spell(period.first, draw.one_of((None, period.last)), scheme="BB"))
    if draw.chance(0.12):
        ended_on = draw.one_of((days_after(period.first, -1), period.first, None))
        scheme = draw.one_of(("ID", "WIW"))
        spells.append(Spell(months_after(period.first, -9), ended_on, scheme=scheme))
    for spell in spells:
        row = benefit_row(person, spell, draw)
        row["sofinummer"] = typed_number(person.citizen_number, draw)
        yield spoilt(row, "datum_ingang", "datum_einde", draw)
    if draw.chance(0.04):
        yield benefit_row(as_partner(person), spells[0], draw, party="P")
    if draw.chance(0.02):
        yield benefit_row(_taken_for(person, draw), spells[0], draw)


def as_partner(person: Person) -> Person:
    """Return a client as known a second time, as somebody's partner, under another number."""
    return replace(person, administration_number=f"9{person.administration_number[1:]}")


def _taken_for(person: Person, draw: Draw) -> Person:
    """Return a client with somebody else's citizen service number under the client's own number."""
    number = str(int(person.citizen_number) - draw.whole(60_000, 70_000))
    return replace(person, citizen_number=next(iter(citizen_numbers(int(number)))))


def spoilt(row: dict[str, str], first: str, last: str, draw: Draw) -> dict[str, str]:
    """Return a row as it is, or with an impossible date, or with an end before its start."""
    if not draw.chance(0.03):
        return row
    if row[last] and row[first] != row[last] and draw.chance(0.4):
        return row | {first: row[last], last: row[first]}
    return row | {draw.one_of((first, last)): draw.one_of(IMPOSSIBLE_DATES)}


def waiver_rows(person: Person, period: Period, draw: Draw) -> Iterator[Row]:
    """Yield the waivers of a client, each beginning on a day of its own; some are long past."""
    begun: set[date] = set()
    for number in range(draw.one_of((0, 0, 0, 1, 1, 2, 3))):
        first = draw.near(
            period.edges(), months_after(period.first, -18), months_after(period.last, 2)
        )
        if first in begun:
            continue
        begun.add(first)
        last = max(first, draw.near(period.edges(), first, period.delivered_on))
        row = {
            "ontheffingsnummer": f"{person.administration_number[2:]}{number}",
            "administratienummer": person.administration_number,
            "reden": untidy(draw.one_of(WAIVER_REASONS), draw),
            "datum_van": dutch(first),
            "datum_tot": dutch(None if draw.chance(0.4) else last),
            "omvang": untidy(draw.one_of(("volledig", "gedeeltelijk")), draw),
        }
        yield spoilt(row, "datum_van", "datum_tot", draw)


def rung_rows(person: Person, period: Period, draw: Draw) -> Iterator[Row]:
    """Yield the rungs of a client, one after the other."""
    first = draw.near((period.last, period.status_on), months_after(period.last, -12), period.last)
    for _ in range(draw.whole(1, 3)):
        last = draw.near((period.last, days_after(period.last, -1)), first, period.delivered_on)
        last = max(first, last)
        running = draw.chance(0.4)
        yield {
            "administratienummer": person.administration_number,
            "trede": untidy(draw.one_of(RUNGS), draw),
            "datum_vanaf": dutch(first),
            "datum_tot": "" if running else dutch(last),
        }
        if running:
            break
        first = days_after(last, 1)


def check_row(person: Person, benefit: Row, draw: Draw) -> Row:
    """Return what was found when an ended benefit was looked up half a year later."""
    day = int(benefit["datum_einde"][:2])
    return {
        "sofinummer": typed_number(person.citizen_number, draw),
        "datum_einde_uitkering": benefit["datum_einde"],
        "geregistreerde_oorzaak": benefit["beeindigingsoorzaak"],
        "datum_controle": f"{day:02d}-11-2006" if day <= 28 else "28-11-2006",  # noqa: PLR2004
        "gecontroleerde_status": untidy(draw.one_of(("WERK", "UITK", "GEEN")), draw),
        "bron": draw.one_of(("UWV", "CWI")),
    }
