"""Benefit, the obligations that come with it, and what follows when they are not met."""

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
    yes_no,
)

APPLICATIONS = Table(
    "applications",
    Kind.EVENT,
    "Applications for benefit and what was decided on them. A benefit that was granted stands in "
    "benefit_spells; an application that is open or was turned down stands here only.",
    key=("application_id",),
    begins="applied_on",
    own_columns=(
        text("application_id", "the application", required=True),
        person_id(),
        text("scheme", "for which scheme", codes="scheme"),
        date("applied_on", "day of application", required=True),
        date("decided_on", "day of the decision"),
        text("decision", "what was decided", codes="application_decision", since="decided_on"),
        text("spell_id", "the benefit that was granted", since="decided_on"),
    ),
)

BENEFIT_SPELLS = Table(
    "benefit_spells",
    Kind.SPELL,
    "Periods of benefit. Applied, decided and starts are three dates; clocks run from the start. "
    "The reason is the one registered at the end; a verified one stands in exit_verifications.",
    key=("spell_id",),
    begins="starts_on",
    own_columns=(
        text("spell_id", "the spell", required=True),
        person_id(),
        text("household_id", "the household it is granted to", references="households"),
        text("party", "active or passive party", codes="party"),
        text("scheme", "under which scheme", required=True, codes="scheme"),
        date("applied_on", "day of application"),
        date("decided_on", "day of the decision"),
        starts_on("first day of benefit"),
        ends_on("first day without benefit: the day after the last day of benefit"),
        text(
            "undated_end",
            "the spell has ended but the day is unknown; what is known of the time",
            codes="undated_end",
        ),
        text("exit_reason", "registered reason of the end", codes="exit_reason", since="ends_on"),
        text("destination", "where the client went", since="ends_on"),
        text(
            "contract_kind",
            "contract, if the client left for work",
            codes="contract_kind",
            since="ends_on",
        ),
        cents("monthly_amount_cents", "amount a month"),
    ),
)

EXIT_VERIFICATIONS = Table(
    "exit_verifications",
    Kind.EVENT,
    "What an independent source said afterwards of someone whose benefit had ended.",
    key=("verification_id",),
    begins="verified_on",
    own_columns=(
        text("verification_id", "the verification", required=True),
        person_id(),
        date("benefit_ended_on", "last day of the benefit it is about"),
        text("registered_reason", "reason registered at that end", codes="exit_reason"),
        date("verified_on", "day of the verification"),
        text("verified_status", "what was found", required=True, codes="verified_status"),
        text("verified_with", "the independent source"),
    ),
)

EXEMPTIONS = Table(
    "exemptions",
    Kind.SPELL,
    "Waivers of the work obligation. Decided, effective and registered are three dates; a full "
    "exemption waives all three duties. Participatiewet art. 9; WWB art. 9.",
    key=("exemption_id",),
    begins="starts_on",
    own_columns=(
        text("exemption_id", "the exemption", required=True),
        person_id(),
        text("kind", "individual or for a category", codes="exemption_kind"),
        text("reason", "why", codes="exemption_reason"),
        text("extent", "full or partial", required=True, codes="exemption_extent"),
        yes_no("waives_accepting_work", "the duty to accept work is waived"),
        yes_no("waives_applying", "the duty to apply for work is waived"),
        yes_no("waives_cooperating", "the duty to cooperate with reintegration is waived"),
        date("decided_on", "day of the decision"),
        starts_on("first day of the exemption", required=False),
        ends_on("first day after the exemption; empty: open-ended", planned=True),
        text(
            "medical_examination", "whether a medical examination was held", codes="yes_no_unknown"
        ),
        text("found_in", "the register or study it was found in"),
        text("evidence", "what the decision rests on"),
        date("review_on", "day by which it is looked at again", planned=True),
        date("taken_over_on", "day the benefit system took over the start"),
        date("end_taken_over_on", "day the benefit system took over the end"),
    ),
)

SANCTIONS = Table(
    "sanctions",
    Kind.EVENT,
    "Lowerings of benefit for breach of a duty, from proposal to decision.",
    key=("sanction_id",),
    begins="proposed_on",
    own_columns=(
        text("sanction_id", "the sanction", required=True),
        person_id(),
        text("duty", "the duty that was breached", codes="duty"),
        text("culpability", "how culpable", codes="culpability"),
        text("signal_id", "the signal it followed from", references="signals"),
        text("trajectory_kind", "kind of trajectory in which the duty was breached"),
        cents("damage_cents", "benefit paid too much because of the breach"),
        cents("claimed_cents", "of the damage, what is claimed back"),
        cents("claimed_interest_cents", "interest claimed beside it"),
        cents("claimed_cost_cents", "cost of recovery claimed beside it"),
        whole("percentage", "lowering proposed, in percent of the monthly benefit"),
        text("motive", "why this and not more or less"),
        text("proposed_by", "who proposed it"),
        text("decided_by", "who decided", since="decided_on"),
        date("notified_on", "day the income side was told"),
        date("proposed_on", "day of the proposal", required=True),
        date("decided_on", "day of the decision"),
        text("decision", "what was decided", codes="sanction_decision", since="decided_on"),
        cents("amount_cents", "lowering a month", since="decided_on"),
        date("applies_from", "first day of the lowering", planned=True),
        date("applies_until", "first day after the lowering", planned=True),
    ),
)

SIGNALS = Table(
    "signals",
    Kind.EVENT,
    "What asked for attention, and what was done with it.",
    key=("signal_id",),
    begins="raised_on",
    own_columns=(
        text("signal_id", "the signal", required=True),
        person_id(),
        text("rule", "the rule that raised it", required=True),
        text("description", "what was seen, in short"),
        date("looked_into_on", "day it was looked into"),
        text("finding", "what looking into it showed", since="looked_into_on"),
        date("raised_on", "day it was raised", required=True),
        date("due_on", "day by which something must be done", planned=True),
        date("handled_on", "day it was dealt with"),
        text("outcome", "what was done", codes="signal_outcome", since="handled_on"),
    ),
)

UNEMPLOYMENT_BENEFITS = Table(
    "unemployment_benefits",
    Kind.SPELL,
    "Unemployment benefits (WW) of clients: when they end, social assistance may follow.",
    key=("unemployment_id",),
    begins="starts_on",
    own_columns=(
        text("unemployment_id", "the benefit", required=True),
        person_id(),
        starts_on("first day of the benefit"),
        date("expected_end_on", "day after its longest duration", planned=True),
        ends_on("first day without it"),
    ),
)

TABLES = (
    APPLICATIONS,
    BENEFIT_SPELLS,
    EXIT_VERIFICATIONS,
    EXEMPTIONS,
    SANCTIONS,
    SIGNALS,
    UNEMPLOYMENT_BENEFITS,
)
