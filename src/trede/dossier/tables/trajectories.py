"""The way to work: plans, trajectories, their parts, and placements."""

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

PLANS = Table(
    "plans",
    Kind.EVENT,
    "Plans agreed with the client. A plan holds when it is definitive and both have signed.",
    key=("plan_id",),
    own_columns=(
        text("plan_id", "the plan", required=True),
        person_id(),
        text(
            "status",
            "draft, definitive, or replaced by another before it was signed",
            required=True,
            codes="plan_status",
        ),
        text("goal", "what it is to lead to"),
        date("offered_on", "day it was offered"),
        date("drawn_up_on", "day it was drawn up"),
        date("client_signed_on", "day the client signed"),
        date("municipality_signed_on", "day the municipality signed"),
        text("client_wish", "what the client wants, in the client's words"),
        text("motive", "why this way was chosen"),
        text("fit", "how it fits the client's possibilities and the labour market"),
        text("expected_result", "what it is expected to lead to, and when"),
        cents("expected_cost_cents", "what it is expected to cost"),
        text("refusal", "why the client does not sign, in the client's words"),
    ),
)

TRAJECTORIES = Table(
    "trajectories",
    Kind.EVENT,
    "Trajectories with their four dates: offered, decided, started, ended.",
    key=("trajectory_id",),
    own_columns=(
        text("trajectory_id", "the trajectory", required=True),
        person_id(),
        text("plan_id", "the plan it belongs to", references="plans"),
        text("type", "type of trajectory", codes="trajectory_type"),
        text(
            "work_first_function",
            "what a Work First trajectory is for",
            codes="work_first_function",
        ),
        text("rung", "rung of the ladder it works on"),
        text("provider_id", "who carries it out", references="providers"),
        text("contract_id", "under which contract", references="contracts"),
        text("motive", "why this trajectory was chosen"),
        date("offered_on", "day it was offered"),
        date("decided_on", "day of the decision"),
        text("decision", "positive or negative", codes="decision", since="decided_on"),
        date("started_on", "first day"),
        date("ended_on", "last day"),
        text("result", "how it ended", codes="trajectory_result", since="ended_on"),
        yes_no("goal_met", "whether the goal was met", since="ended_on"),
        text("delivery", "the delivery it arrived in", references="deliveries"),
        yes_no("processed", "whether the receiver of the delivery processed it"),
    ),
)

ACTIVITIES = Table(
    "activities",
    Kind.SPELL,
    "Instruments in use for a client, with or without a plan.",
    key=("activity_id",),
    begins="starts_on",
    own_columns=(
        text("activity_id", "the activity", required=True),
        person_id(),
        text("plan_id", "the plan it belongs to, if any"),
        text("instrument", "which instrument", codes="instrument"),
        text("provider_id", "who carries it out", references="providers"),
        starts_on("first day"),
        ends_on("first day after the activity"),
    ),
)

PARTICIPATIONS = Table(
    "participations",
    Kind.SPELL,
    "One client in one contract's activity.",
    key=("participation_id",),
    begins="starts_on",
    own_columns=(
        text("participation_id", "the participation", required=True),
        person_id(),
        text("contract_id", "the contract", references="contracts"),
        text("provider_id", "who carries it out", references="providers"),
        text("name", "name of the activity"),
        text("kind", "kind of activity", codes="participation_kind"),
        text("rung", "rung of the ladder it works on", codes="participation_rung"),
        starts_on("first day"),
        ends_on("first day after the participation"),
        text("status", "running, completed or broken off", codes="participation_status"),
        yes_no("meets_norm", "whether the result meets the contract's norm"),
        yes_no("approved", "whether payment was approved"),
        yes_no("free_of_charge", "offered without cost to the municipality"),
    ),
)

ATTENDANCES = Table(
    "attendances",
    Kind.EVENT,
    "Months in which a client worked in a posting or internship paid by the municipality.",
    key=("attendance_id",),
    begins="month_on",
    own_columns=(
        text("attendance_id", "the row", required=True),
        person_id(),
        text("employment_number", "number in the payroll"),
        text("kind", "posting or internship", codes="employment_kind"),
        date("month_on", "first day of the month", required=True),
    ),
)

ATTENDANCE_DAYS = Table(
    "attendance_days",
    Kind.EVENT,
    "Days on which a client was expected at a trajectory, and whether the client came.",
    key=("attendance_day_id",),
    begins="day_on",
    own_columns=(
        text("attendance_day_id", "the row", required=True),
        person_id(),
        text("trajectory_id", "the trajectory", references="trajectories"),
        date("day_on", "the day", required=True),
        yes_no("present", "whether the client came", required=True),
        yes_no("with_notice", "whether an absent client had given notice"),
        text("explanation", "why the client was absent"),
    ),
)

PLACEMENTS = Table(
    "placements",
    Kind.SPELL,
    "Jobs and work places. Work financed by the municipality is never regular work.",
    key=("placement_id",),
    begins="starts_on",
    own_columns=(
        text("placement_id", "the placement", required=True),
        person_id(),
        text("employer", "the employer"),
        text("function", "the work"),
        whole("weekly_hours", "hours a week"),
        text("contract_kind", "kind of contract", codes="contract_kind"),
        text(
            "financed_by", "who pays: employer, or municipality", required=True, codes="financed_by"
        ),
        starts_on("first day of work"),
        ends_on("first day after the work"),
        date("verified_on", "day an independent source confirmed it"),
        text("verified_with", "the independent source", since="verified_on"),
    ),
)

TABLES = (PLANS, TRAJECTORIES, ACTIVITIES, PARTICIPATIONS, ATTENDANCES, ATTENDANCE_DAYS, PLACEMENTS)
