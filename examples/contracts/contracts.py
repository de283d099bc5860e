# ruff: noqa: INP001 - a profile, not a package
"""Profile of the example of contracts: what companies did, reported and claimed, and the terms.

``trede import examples/contracts/contracts.py examples/contracts my-dossier``
"""

import tomllib
from collections.abc import Mapping

from trede.dossier.building import Cell
from trede.importers.extracts import ExtractFile, Field, Row
from trede.importers.profile import Import, Profile
from trede.importers.values import (
    read_cents,
    read_citizen_number,
    read_code,
    read_date,
    read_whole,
    read_yes_no,
)

SOURCE = "Voorbeeldstad"
STATUS = {"lopend": "running", "afgerond": "completed", "afgebroken": "broken_off"}
EVIDENCE = {"diploma": "diploma", "arbeidsovereenkomst": "employment_contract"}
PAID_BY = {"werkgever": "employer", "gemeente": "municipality"}
WORK = {"regulier": "temporary", "gesubsidieerd": "subsidised"}
YES_NO = read_yes_no("ja", "nee")

PARTICIPATIONS = ExtractFile(
    "deelnames.csv",
    (
        Field("deelnamenr", required=True),
        Field("bsn", read_citizen_number, required=True, private=True),
        Field("contract", required=True),
        Field("van", read_date, required=True),
        Field("tot", read_date),
        Field("status", read_code(STATUS)),
        Field("aan_norm_voldaan", YES_NO),
        Field("gefiatteerd", YES_NO),
    ),
    row_id="deelnamenr",
)
BENEFITS = ExtractFile(
    "uitkeringen.csv",
    (
        Field("nr", required=True),
        Field("bsn", read_citizen_number, required=True, private=True),
        Field("van", read_date, required=True),
        Field("tot", read_date),
        Field("bedrag_maand", read_cents),
    ),
    row_id="nr",
)
PLACEMENTS = ExtractFile(
    "werk.csv",
    (
        Field("nr", required=True),
        Field("bsn", read_citizen_number, required=True, private=True),
        Field("soort", read_code(WORK), required=True),
        Field("betaald_door", read_code(PAID_BY), required=True),
        Field("uren", read_whole),
        Field("van", read_date, required=True),
        Field("tot", read_date),
        Field("nagetrokken_op", read_date),
        Field("nagetrokken_bij"),
    ),
    row_id="nr",
)
REPORTS = ExtractFile(
    "rapportages.csv",
    (
        Field("nr", required=True),
        Field("deelnamenr", required=True),
        Field("rapportage", required=True),
        Field("ontvangen", read_date, required=True),
    ),
    row_id="nr",
)
SIGNATURES = ExtractFile(
    "presentielijsten.csv",
    (
        Field("nr", required=True),
        Field("deelnamenr", required=True),
        Field("lijst", required=True),
        Field("maand", read_date, required=True),
        Field("getekend", read_date),
    ),
    row_id="nr",
)
CLAIMS = ExtractFile(
    "premies.csv",
    (
        Field("nr", required=True),
        Field("deelnamenr", required=True),
        Field("premie", required=True),
        Field("gevraagd", read_date, required=True),
        Field("bewijs", read_code(EVIDENCE)),
        Field("bewijs_ontvangen", read_date),
    ),
    row_id="nr",
)

Fact = dict[str, Cell]


def read(imported: Import) -> Mapping[str, str]:
    """Turn contracts and files into facts; no measure takes a default from them."""
    read_contracts(imported)
    participations = read_participations(imported)
    for row in imported.extracts.rows(BENEFITS):
        fact: Fact = {"spell_id": row.text("nr"), "scheme": "WWB", **spell(row)}
        add(imported, "benefit_spells", row, person(imported, row), **fact,
            monthly_amount_cents=row.number("bedrag_maand"))  # fmt: skip
    for row in imported.extracts.rows(PLACEMENTS):
        add(imported, "placements", row, person(imported, row), **placement(row))
    for row in imported.extracts.rows(REPORTS):
        of_participation(
            imported, "progress_reports", row, participations, report_id=row.text("nr"),
            name=row.text("rapportage"), received_on=row.day("ontvangen"),
        )  # fmt: skip
    for row in imported.extracts.rows(SIGNATURES):
        of_participation(
            imported, "attendance_signatures", row, participations, signature_id=row.text("nr"),
            list_id=row.text("lijst"), month_on=row.day("maand"), signed_on=row.day("getekend"),
        )  # fmt: skip
    read_claims(imported, participations)
    return {}


def read_contracts(imported: Import) -> None:
    """Store each document as a version of its contract, with the company behind it."""
    companies = set()
    for file in sorted((imported.folder / "terms").glob("*.toml")):
        text = file.read_text(encoding="utf-8")
        head = tomllib.loads(text)
        company, contract = head["company"], head["contract"]
        if company not in companies:
            group = head.get("company_group")
            provider = {"provider_id": company, "name": company, "company_group": group}
            imported.facts.add("providers", {**provider, "source": SOURCE})
            companies.add(company)
        name = {"contract_id": contract, "name": head["title"]["nl"], "provider_id": company}
        imported.facts.add("contracts", {**name, "source": SOURCE})
        version = {"contract_id": contract, "version": head["version"], "terms": text}
        days = {"starts_on": head["valid_from"], "ends_on": head.get("valid_until")}
        imported.facts.add("contract_versions", {**version, **days, "source": SOURCE})


def read_participations(imported: Import) -> dict[str, tuple[str, str]]:
    """Read who takes part in what; return client and contract of each participation."""
    found: dict[str, tuple[str, str]] = {}
    known = set()
    for row in imported.extracts.rows(PARTICIPATIONS):
        number, contract = str(row.text("deelnamenr")), str(row.text("contract"))
        client = person(imported, row)
        if client not in known:
            imported.facts.add("persons", {"person_id": client, "source": SOURCE})
            known.add(client)
        found[number] = (client, contract)
        fact: Fact = {
            "participation_id": number,
            "contract_id": contract,
            **spell(row),
            "status": row.text("status"),
            "meets_norm": row.flag("aan_norm_voldaan"),
            "approved": row.flag("gefiatteerd"),
        }
        add(imported, "participations", row, client, **fact)
    return found


def read_claims(imported: Import, participations: Mapping[str, tuple[str, str]]) -> None:
    """Read the premiums that were claimed, each with its evidence if there is any."""
    for row in imported.extracts.rows(CLAIMS):
        number = row.text("nr")
        client, contract = participations[str(row.text("deelnamenr"))]
        if row.text("bewijs") is not None:
            evidence: Fact = {"evidence_id": number, "claim_id": number, "person_id": client}
            proof: Fact = {"kind": row.text("bewijs"), "received_on": row.day("bewijs_ontvangen")}
            imported.facts.add("premium_evidence", {**evidence, **proof, "source": SOURCE})
        claim: Fact = {"claim_id": number, "contract_id": contract}
        of_participation(
            imported, "premium_claims", row, participations, **claim,
            premium=row.text("premie"), claimed_on=row.day("gevraagd"),
        )  # fmt: skip


def placement(row: Row) -> Fact:
    """Return the work of a row."""
    return {
        "placement_id": row.text("nr"),
        **spell(row),
        "contract_kind": row.text("soort"),
        "financed_by": row.text("betaald_door"),
        "weekly_hours": row.number("uren"),
        "verified_on": row.day("nagetrokken_op"),
        "verified_with": row.text("nagetrokken_bij"),
    }


def spell(row: Row) -> Fact:
    """Return from when to when; the files give the first day after."""
    return {"starts_on": row.day("van"), "ends_on": row.day("tot")}


def person(imported: Import, row: Row) -> str:
    """Return the pseudonym of the person of a row."""
    return imported.pseudonyms.of(str(row.text("bsn")))


def of_participation(
    imported: Import,
    table: str,
    row: Row,
    participations: Mapping[str, tuple[str, str]],
    **cells: Cell,
) -> None:
    """Add a fact about a participation."""
    number = str(row.text("deelnamenr"))
    add(imported, table, row, participations[number][0], participation_id=number, **cells)


def add(imported: Import, table: str, row: Row, client: str, **cells: Cell) -> None:
    """Add a fact about a client."""
    imported.facts.add(table, {"person_id": client, "source": SOURCE, **cells})
    imported.extracts.use(row)


PROFILE = Profile("contracts", "Made-up clients of contracts with companies", read)
