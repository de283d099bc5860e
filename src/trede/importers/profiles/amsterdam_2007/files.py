"""The files of the five systems, declared: one function per file, given the codebook.

Names of persons stand in some files; no column that holds one is declared, so none is read.
"""

from collections.abc import Container

from trede.importers.extracts import ExtractFile, Field
from trede.importers.profiles.amsterdam_2007.codebook import Codebook
from trede.importers.values import (
    normalise_code,
    read_cents,
    read_citizen_number,
    read_date,
    read_whole,
)
from trede.importers.watching import rows_where, unlike_the_others

PAY_COMPONENTS = (
    "salaris",
    "vakantiegeld",
    "onregelmatigheidstoeslag",
    "reiskosten",
    "stagevergoeding",
    "fietsvergoeding",
    "gratificatie",
)
"""Gross pay of a month is their sum; an empty one was not paid."""

NO_CAUSE = ("", "?")
"""What stands in the cause of an ended benefit when nobody filled it in."""

_CLIENT_NUMBER = Field("administratienummer", required=True)
_CONTRACT_NUMBER = Field("contractnummer", str.upper, any_case=True)


def _citizen_number(column: str) -> Field:
    return Field(column, read_citizen_number, trimmed=True, private=True)


def benefits(codes: Codebook) -> ExtractFile:
    """Declare the benefit spells of NUS: one row per spell."""
    return ExtractFile(
        "nus_uitkeringen.csv",
        (
            _CLIENT_NUMBER,
            _citizen_number("sofinummer"),
            codes.field("partij"),
            Field("huishoudnummer"),
            Field("geboortedatum", read_date, when_bad="blank"),
            codes.field("geslacht", when_bad="blank"),
            codes.field("regeling"),
            Field("datum_aanvraag", read_date, when_bad="blank"),
            Field("datum_ingang", read_date, required=True),
            Field("datum_einde", read_date),
            codes.field("beeindigingsoorzaak", when_bad="blank", besides={"?": "unknown"}),
            Field("bedrag_maand", read_cents, when_bad="blank"),
        ),
        not_before=(("datum_ingang", "datum_einde"),),
        watched=(
            rows_where(
                "ended_without_cause",
                ("datum_einde", "beeindigingsoorzaak"),
                lambda end, cause: bool(end) and cause in NO_CAUSE,
            ),
        ),
    )


def exemptions(codes: Codebook) -> ExtractFile:
    """Declare the waivers of work obligations in NUS."""
    return ExtractFile(
        "nus_ontheffingen.csv",
        (
            Field("ontheffingsnummer", required=True),
            _CLIENT_NUMBER,
            codes.field("reden", when_bad="blank"),
            Field("datum_van", read_date, required=True),
            Field("datum_tot", read_date),
            codes.field("omvang"),
        ),
        row_id="ontheffingsnummer",
        not_before=(("datum_van", "datum_tot"),),
    )


def social_service_participations(codes: Codebook) -> ExtractFile:
    """Declare the participations of the former social service (BVS), with their cost."""
    return ExtractFile(
        "bvs_deelnames.csv",
        (
            Field("deelnamenr", required=True),
            _citizen_number("bsn"),
            _CONTRACT_NUMBER,
            Field("rib"),
            Field("trajectnaam"),
            codes.field("trede", "trede_deelname", when_bad="blank"),
            Field("datum_start", read_date, required=True),
            Field("datum_einde", read_date),
            codes.field("status"),
            codes.yes_no_field("resultaat_voldoet_norm"),
            codes.yes_no_field("gefiatteerd"),
            Field("bedrag", read_cents),
        ),
        row_id="deelnamenr",
        not_before=(("datum_start", "datum_einde"),),
        watched=(
            unlike_the_others("contractnummer"),
            rows_where("no_provider", ("rib",), lambda provider: not provider),
            codes.not_yes("not_to_norm", "resultaat_voldoet_norm"),
            codes.not_yes("not_approved", "gefiatteerd"),
        ),
    )


def work_company_participations(codes: Codebook, invoiced: Container[str] = ()) -> ExtractFile:
    """Declare the participations of the former work company (M2000): no cost and no rung.

    ``invoiced`` are the numbers of participations with an invoice line; postings and internships
    have none, since they are paid through the payroll.
    """
    paid_as_work = {
        normalise_code(code) for code in codes.codes_for("soort", "posting", "internship")
    }
    return ExtractFile(
        "m2000_deelnames.csv",
        (
            Field("deelnamenummer", required=True),
            Field("administratienummer"),
            _citizen_number("sofinummer"),
            _CONTRACT_NUMBER,
            codes.field("soort"),
            Field("datum_start", read_date, required=True),
            Field("datum_einde", read_date),
            codes.field("status"),
            codes.yes_no_field("resultaat_voldoet_norm"),
            codes.yes_no_field("gefiatteerd"),
        ),
        row_id="deelnamenummer",
        not_before=(("datum_start", "datum_einde"),),
        watched=(
            unlike_the_others("contractnummer"),
            codes.not_yes("not_to_norm", "resultaat_voldoet_norm"),
            codes.not_yes("not_approved", "gefiatteerd"),
            rows_where(
                "not_invoiced",
                ("soort", "deelnamenummer"),
                lambda kind, number: (
                    number not in invoiced and normalise_code(kind) not in paid_as_work
                ),
            ),
        ),
    )


INVOICES = ExtractFile(
    "m2000_facturen.csv",
    (
        Field("factuurnummer", required=True),
        Field("regelnummer"),
        Field("deelnamenummer", required=True),
        Field("omschrijving", any_case=True),
        Field("datum", read_date, required=True),
        Field("bedrag", read_cents, required=True),
    ),
    row_id="factuurnummer",
    watched=(
        unlike_the_others("omschrijving"),
        rows_where("credit_line", ("bedrag",), lambda amount: "-" in amount),
    ),
)


def postings(codes: Codebook) -> ExtractFile:
    """Declare the payroll of postings and internships (PION): a row per person per month."""
    return ExtractFile(
        "pion_detacheringen.csv",
        (
            Field("personeelsnummer", required=True),
            _citizen_number("sofinummer"),
            codes.field("dienstverband"),
            Field("jaar", read_whole, required=True),
            Field("maand", read_whole, required=True),
            *(Field(component, read_cents) for component in PAY_COMPONENTS),
        ),
        row_id="personeelsnummer",
    )


def hiring_fees(codes: Codebook) -> ExtractFile:
    """Declare what hirers paid: also for jobs that are not in the payroll, never per client."""
    jobs = frozenset(
        code.casefold() for code in codes.codes_for("dienstverband", "id_job", "job_pool")
    )
    return ExtractFile(
        "inleenvergoedingen.csv",
        (
            Field("personeelsnummer", required=True),
            Field("inlener"),
            codes.field("dienstverband"),
            Field("jaar", read_whole, required=True),
            Field("maand", read_whole, required=True),
            Field("bedrag", read_cents, required=True),
        ),
        row_id="personeelsnummer",
        watched=(
            rows_where("subsidised_job", ("dienstverband",), lambda kind: kind.casefold() in jobs),
        ),
    )


SUBSIDIES = ExtractFile(
    "loonkostensubsidies.xlsx",
    (
        Field("Nr"),
        Field("Naam werkgever"),
        _citizen_number("Sofinr"),
        Field("Bedrag", read_cents, typed=True),
        Field("Datum betaald", read_date, typed=True),
    ),
    row_id="Nr",
    sheet="LKS",
)


def contracts(codes: Codebook) -> ExtractFile:
    """Declare the register of contracts for rungs 3 to 5."""
    return ExtractFile(
        "contracten.csv",
        (
            Field("contractnummer", str.upper, required=True),
            Field("contractnaam"),
            Field("rib"),
            Field("bedrijvengroep"),
            codes.field("opdrachtgever", when_bad="blank"),
            Field("systeem", str.upper),
            Field("categorie"),
            codes.field("trede", "trede_deelname", when_bad="blank"),
            Field("datum_ondertekening", read_date, when_bad="blank"),
            codes.field("instroom", when_bad="blank"),
            Field("datum_instroom_gesloten", read_date, when_bad="blank"),
            codes.yes_no_field("norm_behaald"),
            codes.yes_no_field("betaald"),
            codes.yes_no_field("arbeidsovereenkomst_als_onderdeel"),
        ),
        row_id="contractnummer",
        watched=(unlike_the_others("contractnummer"),),
    )


def rungs(codes: Codebook) -> ExtractFile:
    """Declare the rungs of the ladder on which the service put its clients, with history."""
    return ExtractFile(
        "treden.csv",
        (
            _CLIENT_NUMBER,
            codes.field("trede", "trede_client"),
            Field("datum_vanaf", read_date, required=True),
            Field("datum_tot", read_date),
        ),
        not_before=(("datum_vanaf", "datum_tot"),),
    )


def verifications(codes: Codebook) -> ExtractFile:
    """Declare the look-ups in SUWInet of clients whose benefit had ended."""
    causes = codes.field(
        "geregistreerde_oorzaak", "beeindigingsoorzaak", when_bad="blank", besides={"?": "unknown"}
    )
    return ExtractFile(
        "suwinet_controle.csv",
        (
            _citizen_number("sofinummer"),
            Field("datum_einde_uitkering", read_date, when_bad="blank"),
            causes,
            Field("datum_controle", read_date, when_bad="blank"),
            codes.field("gecontroleerde_status"),
            Field("bron"),
        ),
    )
