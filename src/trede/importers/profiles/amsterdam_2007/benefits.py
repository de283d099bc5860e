"""NUS, the benefit system: spells of benefit, households, and waivers of work obligations."""

from datetime import date

from trede.importers.extracts import Row
from trede.importers.profiles.amsterdam_2007 import files
from trede.importers.profiles.amsterdam_2007.delivery import Delivery
from trede.importers.values import next_day

SOURCE = "NUS"

Membership = tuple[str, str]
"""A household and a person."""


def read_benefits(delivery: Delivery) -> None:
    """Read the benefit spells; rows without a citizen service number cannot be used."""
    memberships: dict[Membership, dict[str, date | str | None]] = {}
    for row in delivery.rows(files.benefits(delivery.codes)):
        number = row.text("sofinummer")
        if number is None:
            delivery.reject(row, "citizen_number_missing", "sofinummer")
            continue
        person_id = delivery.people.register(str(row.values["administratienummer"]), number)
        _describe(delivery, row, person_id)
        _add_spell(delivery, row, person_id)
        _join_household(memberships, row, person_id)
        delivery.use(row)
    _write_households(delivery, memberships)


def _describe(delivery: Delivery, row: Row, person_id: str) -> None:
    person = delivery.people.met[person_id]
    person.client_number = person.client_number or row.text("administratienummer")
    person.birth_on = person.birth_on or row.day("geboortedatum")
    person.sex = person.sex or row.text("geslacht")
    if (party := row.text("partij")) is not None:
        person.parties.add(party)


def _add_spell(delivery: Delivery, row: Row, person_id: str) -> None:
    last_day, cause = row.day("datum_einde"), row.text("beeindigingsoorzaak")
    unknown = "unknown" if last_day is not None else None
    delivery.add(
        "benefit_spells",
        SOURCE,
        {
            "spell_id": delivery.numbered(SOURCE, row),
            "person_id": person_id,
            "household_id": row.text("huishoudnummer"),
            "party": row.text("partij"),
            "scheme": row.text("regeling") or "unknown",
            "applied_on": row.day("datum_aanvraag"),
            "starts_on": row.day("datum_ingang"),
            "ends_on": next_day(last_day),
            "exit_reason": cause or unknown,
            "monthly_amount_cents": row.number("bedrag_maand"),
        },
    )


def _join_household(
    memberships: dict[Membership, dict[str, date | str | None]], row: Row, person_id: str
) -> None:
    """Stretch a membership from the first day of benefit in a household to the last."""
    household_id = row.text("huishoudnummer")
    if household_id is None:
        return
    starts_on, ends_on = row.day("datum_ingang"), next_day(row.day("datum_einde"))
    known = memberships.get((household_id, person_id))
    if known is None:
        party = row.text("partij")
        known = {"party": party, "starts_on": starts_on, "ends_on": ends_on}
        memberships[household_id, person_id] = known
        return
    starts = [day for day in (known["starts_on"], starts_on) if isinstance(day, date)]
    ends = [day for day in (known["ends_on"], ends_on) if isinstance(day, date)]
    known["starts_on"] = min(starts)
    known["ends_on"] = max(ends) if len(ends) == 2 else None  # noqa: PLR2004 - both have ended


def _write_households(
    delivery: Delivery, memberships: dict[Membership, dict[str, date | str | None]]
) -> None:
    for household_id in dict.fromkeys(household_id for household_id, _person in memberships):
        delivery.add("households", SOURCE, {"household_id": household_id})
    for (household_id, person_id), membership in memberships.items():
        keys = {"household_id": household_id, "person_id": person_id}
        delivery.add("household_members", SOURCE, {**keys, **membership})


def read_exemptions(delivery: Delivery) -> None:
    """Read the waivers, full and partial; a client may be known by client number only."""
    for row in delivery.rows(files.exemptions(delivery.codes)):
        extent = row.text("omvang")
        if extent is None:
            delivery.reject(row, "value_missing", "omvang")
            continue
        full = True if extent == "full" else None
        number = str(row.values["administratienummer"])
        delivery.add(
            "exemptions",
            SOURCE,
            {
                "exemption_id": f"{SOURCE}/{row.row_id}",
                "person_id": delivery.people.by_client_number(number),
                "kind": "individual",
                "reason": row.text("reden") or "unknown",
                "extent": extent,
                "waives_accepting_work": full,
                "waives_applying": full,
                "waives_cooperating": full,
                "starts_on": row.day("datum_van"),
                "ends_on": next_day(row.day("datum_tot")),
            },
        )
        delivery.use(row)
