"""Placing a client with a provider, and what the two parties tell each other meanwhile."""

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

REFERRALS = Table(
    "referrals",
    Kind.EVENT,
    "Clients whom a case manager asks a provider to take, and the provider's answer. Only an "
    "accepted referral opens a participation.",
    key=("referral_id",),
    begins="referred_on",
    own_columns=(
        text("referral_id", "the referral", required=True),
        person_id(),
        text("contract_id", "under which contract", required=True, references="contracts"),
        text("provider_id", "who is asked", required=True, references="providers"),
        text("product_id", "what of the catalogue is asked", references="products"),
        text("trajectory_id", "the trajectory it carries out", references="trajectories"),
        date("referred_on", "day of the referral", required=True),
        text("referred_by", "the case manager who decided", required=True),
        text("question", "what the provider is asked to reach with the client", required=True),
        date("desired_start_on", "day on which the client could begin", planned=True),
        text("motive", "why it was made in spite of a warning"),
        text(
            "former_id", "the referral to another provider that it follows", references="referrals"
        ),
        date("answered_on", "day of the provider's answer"),
        text("answered_by", "who answered for the provider", since="answered_on"),
        text("answer", "accepted or returned", codes="referral_answer", since="answered_on"),
        text("reason", "why returned", codes="referral_return_reason", since="answered_on"),
        text("explanation", "explanation of the answer", since="answered_on"),
        text(
            "participation_id",
            "the participation it opened",
            references="participations",
            since="answered_on",
        ),
        date("recalled_on", "day on which the municipality took it back"),
        text("recall_reason", "why it was taken back", since="recalled_on"),
    ),
)

OWN_PURCHASES = Table(
    "own_purchases",
    Kind.EVENT,
    "What a case manager buys for one client outside the contracts, and whether it was approved.",
    key=("purchase_id",),
    begins="asked_on",
    own_columns=(
        text("purchase_id", "the purchase", required=True),
        person_id(),
        text("name", "what is bought", required=True),
        text("kind", "what it is for", codes="purchase_kind"),
        text("supplier", "from whom", required=True),
        cents("amount_cents", "price without VAT", required=True),
        cents("vat_cents", "VAT on it", required=True),
        text("budget_id", "from which budget", required=True, references="budgets"),
        text("motive", "why this, and why outside the contracts", required=True),
        date("asked_on", "day it was asked for", required=True),
        text("asked_by", "the case manager who asks", required=True),
        date("decided_on", "day of the decision"),
        text("decided_by", "who decided", since="decided_on"),
        text("decision", "positive or negative", codes="decision", since="decided_on"),
        text("explanation", "why so decided", since="decided_on"),
        date("paid_on", "day it was paid"),
        text("paid_by", "who had it paid", since="paid_on"),
    ),
)

PROPOSED_PLANS = Table(
    "proposed_plans",
    Kind.EVENT,
    "Plans that a provider proposes for a client, and the case manager's answer.",
    key=("proposal_id",),
    begins="proposed_on",
    own_columns=(
        text("proposal_id", "the proposal", required=True),
        person_id(),
        text("participation_id", "the participation", required=True, references="participations"),
        date("proposed_on", "day of the proposal", required=True),
        text("proposed_by", "who proposes it for the provider", required=True),
        text("goal", "what it is to lead to", required=True),
        text("steps", "what will be done, in order", required=True),
        text("expected_result", "what it is expected to lead to"),
        whole("duration_weeks", "how long it will take, in weeks"),
        whole("weekly_hours", "how many hours a week the client takes part"),
        date("answered_on", "day of the answer"),
        text("answered_by", "who answered", since="answered_on"),
        text("answer", "accepted or asked back", codes="report_answer", since="answered_on"),
        text("remark", "what was answered", since="answered_on"),
    ),
)

ABSENCES = Table(
    "absences",
    Kind.SPELL,
    "Times in which a client did not come to a provider.",
    key=("absence_id",),
    begins="starts_on",
    own_columns=(
        text("absence_id", "the absence", required=True),
        person_id(),
        text("participation_id", "the participation", required=True, references="participations"),
        text("kind", "illness or another kind", required=True, codes="absence_kind"),
        starts_on("first day of absence"),
        ends_on("first day on which the client was back"),
        date("reported_on", "day the provider reported it", required=True),
        text("reported_by", "who reported it"),
        yes_no("with_notice", "whether the client had given notice"),
        text("explanation", "what is known about it"),
    ),
)

THREE_WAY_TALKS = Table(
    "three_way_talks",
    Kind.EVENT,
    "A signal that something goes wrong in a participation, and the talk of client, provider and "
    "case manager that follows.",
    key=("talk_id",),
    begins="signalled_on",
    own_columns=(
        text("talk_id", "the talk", required=True),
        person_id(),
        text("participation_id", "the participation", required=True, references="participations"),
        date("signalled_on", "day of the signal", required=True),
        text("signalled_by", "who gave it", required=True),
        text("reason", "what it is about", required=True, codes="talk_reason"),
        text("explanation", "what happened"),
        date("planned_on", "day on which the three will talk", planned=True),
        date("held_on", "day on which they talked"),
        text("result", "what becomes of it", codes="talk_result", since="held_on"),
        text("agreement", "what was agreed", since="held_on"),
    ),
)

TABLES = (REFERRALS, OWN_PURCHASES, PROPOSED_PLANS, ABSENCES, THREE_WAY_TALKS)
