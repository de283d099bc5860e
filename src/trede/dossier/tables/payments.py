"""What a contract says in full, and what must be known to pay it."""

from trede.dossier.columns import (
    Kind,
    Table,
    cents,
    date,
    ends_on,
    person_id,
    starts_on,
    text,
    whole,
)

CONTRACT_VERSIONS = Table(
    "contract_versions",
    Kind.SPELL,
    "The terms of a contract in full, one document per version, so that an audit can see what held "
    "when. A participation keeps the version of the day it began.",
    key=("contract_id", "version"),
    begins="starts_on",
    own_columns=(
        text("contract_id", "the contract", required=True, references="contracts"),
        whole("version", "number of the version, from 1", required=True),
        starts_on("first day on which it holds for those who begin"),
        ends_on("first day on which it no longer does", planned=True),
        text("terms", "the document, in TOML", required=True),
    ),
)

PROGRESS_REPORTS = Table(
    "progress_reports",
    Kind.EVENT,
    "Reports of a company on one participation, by their name in the contract.",
    key=("report_id",),
    begins="received_on",
    own_columns=(
        text("report_id", "the report", required=True),
        person_id(),
        text("participation_id", "the participation", required=True, references="participations"),
        text("name", "which report of the contract's calendar", required=True),
        date("received_on", "day of receipt", required=True),
    ),
)

ATTENDANCE_SIGNATURES = Table(
    "attendance_signatures",
    Kind.EVENT,
    "Clients on the attendance list of a month, and whether they signed.",
    key=("signature_id",),
    begins="month_on",
    own_columns=(
        text("signature_id", "the row", required=True),
        person_id(),
        text("participation_id", "the participation", required=True, references="participations"),
        text("list_id", "the attendance list", required=True),
        date("month_on", "first day of the month", required=True),
        date("signed_on", "day of the signature; empty while it is missing"),
    ),
)

PREMIUM_CLAIMS = Table(
    "premium_claims",
    Kind.EVENT,
    "Premiums that a company asked for.",
    key=("claim_id",),
    begins="claimed_on",
    own_columns=(
        text("claim_id", "the claim", required=True),
        person_id(),
        text("contract_id", "under which contract", required=True, references="contracts"),
        text("participation_id", "for which participation", required=True),
        text("premium", "which premium of the contract", required=True),
        date("claimed_on", "day of the claim", required=True),
    ),
)

PREMIUM_EVIDENCE = Table(
    "premium_evidence",
    Kind.EVENT,
    "What a company sent to prove a claim.",
    key=("evidence_id",),
    begins="received_on",
    own_columns=(
        text("evidence_id", "the row", required=True),
        person_id(),
        text("claim_id", "the claim", required=True, references="premium_claims"),
        text("kind", "kind of evidence", required=True, codes="evidence_kind"),
        date("received_on", "day of receipt", required=True),
    ),
)

PAYMENTS = Table(
    "payments",
    Kind.EVENT,
    "What was paid to companies, or taken back (negative), for a term of a contract. Never "
    "changed: a correction is a payment of its own.",
    key=("payment_id",),
    begins="paid_on",
    own_columns=(
        text("payment_id", "the payment", required=True),
        text("contract_id", "under which contract", required=True, references="contracts"),
        text("participation_id", "for which participation; empty for a cohort"),
        text("person_id", "for whom, if for one person", references="persons"),
        text("term", "name of the term in the contract", required=True),
        text("period", "which of several: number of the report, year of the cohort"),
        cents("amount_cents", "amount without VAT; negative if taken back", required=True),
        cents("vat_cents", "VAT on it"),
        date("paid_on", "day of payment", required=True),
    ),
)

TABLES = (
    CONTRACT_VERSIONS,
    PROGRESS_REPORTS,
    ATTENDANCE_SIGNATURES,
    PREMIUM_CLAIMS,
    PREMIUM_EVIDENCE,
    PAYMENTS,
)
