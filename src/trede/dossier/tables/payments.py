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
        date("agreed_on", "day on which both parties agreed to it"),
        text("motive", "why it replaces the version before it"),
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
        date("due_on", "day on which it was to be there", planned=True),
        date("received_on", "day of receipt", required=True),
        text("written_by", "who wrote it for the company"),
        text("progress", "what was reached since the last report"),
        text("obstacles", "what stands in the way"),
        text("next_steps", "what will be done until the next report"),
        text("advice", "go on, adjust or stop", codes="report_advice"),
        date("answered_on", "day on which the municipality answered"),
        text("answered_by", "who read and answered it", since="answered_on"),
        text("answer", "accepted or asked back", codes="report_answer", since="answered_on"),
        text("remark", "what was answered", since="answered_on"),
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
        text("claimed_by", "who claimed it for the company"),
        text("placement_id", "the work it rests on", references="placements"),
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
        text("document", "number of the document as it is kept"),
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
        text("invoice_line_id", "the line it was paid upon", references="invoice_lines"),
    ),
    lasting=True,
)

INVOICES = Table(
    "invoices",
    Kind.EVENT,
    "Invoices and credit notes under a contract.",
    key=("invoice_id",),
    begins="received_on",
    own_columns=(
        text("invoice_id", "the invoice", required=True),
        text("provider_id", "who sent it", required=True, references="providers"),
        text("contract_id", "under which contract", required=True, references="contracts"),
        text("number", "its number in the books of who made it", required=True),
        text("kind", "invoice, or credit note", required=True, codes="invoice_kind"),
        text("way", "how it was made", required=True, codes="invoice_way"),
        date("month_on", "first day of the month it is about", required=True),
        date("received_on", "day of receipt", required=True),
        text("sent_by", "who made or sent it"),
    ),
)

INVOICE_LINES = Table(
    "invoice_lines",
    Kind.EVENT,
    "Lines of invoices: what is asked for a term of the contract, and how it stood on receipt.",
    key=("invoice_line_id",),
    begins="claimed_on",
    own_columns=(
        text("invoice_line_id", "the line", required=True),
        text("invoice_id", "its invoice", required=True, references="invoices"),
        whole("line", "its number on the invoice, from 1", required=True),
        text("contract_id", "under which contract", required=True, references="contracts"),
        text("participation_id", "for which participation; empty for a cohort"),
        text("person_id", "for whom, if for one person", references="persons"),
        text("term", "name of the term in the contract", required=True),
        text("period", "which of several: number of the report, year of the cohort"),
        whole("version", "version of the terms it was checked against", required=True),
        cents("amount_cents", "amount without VAT; negative on a credit note", required=True),
        cents("vat_cents", "VAT on it", required=True),
        date("claimed_on", "day of receipt", required=True),
        text("verdict", "due or held on receipt", required=True, codes="settlement_verdict"),
        text("reason", "why", required=True, codes="settlement_reason"),
        date("dropped_on", "day on which it was given up: it will not be paid"),
        text("dropped_by", "who gave it up", since="dropped_on"),
        text("drop_reason", "why it was given up", since="dropped_on"),
    ),
)

LINE_APPROVALS = Table(
    "line_approvals",
    Kind.EVENT,
    "Approvals of invoice lines: of the performance and of the payment, by two different people.",
    key=("invoice_line_id", "step"),
    begins="approved_on",
    own_columns=(
        text("invoice_line_id", "the line", required=True, references="invoice_lines"),
        text("step", "performance or payment", required=True, codes="approval_step"),
        date("approved_on", "day of the approval", required=True),
        text("approved_by", "who approved", required=True),
        cents("amount_cents", "the amount that was approved", required=True),
        whole("version", "version of the terms it was approved upon", required=True),
    ),
)

PAYMENT_EXPORTS = Table(
    "payment_exports",
    Kind.EVENT,
    "Files with payments that were made for the finance system.",
    key=("export_id",),
    begins="exported_on",
    own_columns=(
        text("export_id", "the export", required=True),
        date("exported_on", "day it was made", required=True),
        text("exported_by", "who made it", required=True),
        whole("payments", "number of payments in it", required=True),
        cents("amount_cents", "their sum with VAT", required=True),
    ),
    lasting=True,
)

EXPORT_LINES = Table(
    "export_lines",
    Kind.EVENT,
    "Payments that left for the finance system, with which export: each of them once.",
    key=("payment_id",),
    begins="exported_on",
    own_columns=(
        text("payment_id", "the payment", required=True, references="payments"),
        text("export_id", "the export", required=True, references="payment_exports"),
        date("exported_on", "day of the export", required=True),
    ),
    lasting=True,
)

LEDGER_ENTRIES = Table(
    "ledger_entries",
    Kind.EVENT,
    "The books of payments, in double entry. The entries of a booking sum to zero; none is ever "
    "changed, a mistake is booked back.",
    key=("entry_id",),
    begins="booked_on",
    own_columns=(
        text("entry_id", "the entry", required=True),
        text("booking_id", "the booking it is part of", required=True),
        date("booked_on", "day of the booking", required=True),
        text("account", "the account", required=True, codes="ledger_account"),
        cents("amount_cents", "debit is positive, credit negative", required=True),
        text("contract_id", "under which contract", required=True, references="contracts"),
        text("payment_id", "the payment", references="payments"),
        text("description", "what it is"),
    ),
    lasting=True,
)

TABLES = (
    CONTRACT_VERSIONS,
    PROGRESS_REPORTS,
    ATTENDANCE_SIGNATURES,
    PREMIUM_CLAIMS,
    PREMIUM_EVIDENCE,
    INVOICES,
    INVOICE_LINES,
    LINE_APPROVALS,
    PAYMENTS,
    PAYMENT_EXPORTS,
    EXPORT_LINES,
    LEDGER_ENTRIES,
)
