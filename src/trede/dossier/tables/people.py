"""Who the dossier is about, and what is known of their position."""

from trede.dossier.columns import (
    Kind,
    Table,
    date,
    ends_on,
    person_id,
    starts_on,
    text,
    yes_no,
)

PERSONS = Table(
    "persons",
    Kind.THING,
    "People whom the municipality supports, or who live with someone it supports. The key is a "
    "pseudonym made from the citizen service number with a secret that stays outside the dossier.",
    key=("person_id",),
    own_columns=(
        text("person_id", "pseudonym of the person", required=True),
        text("client_number", "the municipality's own number of the client"),
        text("municipality_id", "where the person is known", references="municipalities"),
        date("birth_on", "date of birth"),
        text("sex", "sex as registered", codes="sex"),
        text(
            "identity_doubt",
            "why the identity is in doubt, if it is",
            codes="identity_doubt",
        ),
        text("education", "highest diploma at intake", codes="education"),
        text("last_worked", "how long ago the person last worked, at intake", codes="last_worked"),
        date(
            "previous_spell_ended_on", "last day of an earlier benefit that is not in the dossier"
        ),
        text("previous_spell", "whether there was an earlier benefit", codes="yes_no_unknown"),
        text(
            "intake_information",
            "whether the intake partner's file came along",
            codes="intake_information",
        ),
    ),
)

HOUSEHOLDS = Table(
    "households",
    Kind.THING,
    "Those to whom benefit is granted together. Benefits are counted per household, clients per "
    "person; the two are never mixed.",
    key=("household_id",),
    own_columns=(
        text("household_id", "the household", required=True),
        text("composition", "who belong to it", codes="household_composition"),
    ),
)

HOUSEHOLD_MEMBERS = Table(
    "household_members",
    Kind.SPELL,
    "Who belongs to which household, from when to when, as active or passive party.",
    key=("household_id", "person_id", "starts_on"),
    begins="starts_on",
    own_columns=(
        text("household_id", "the household", required=True, references="households"),
        person_id(),
        text("party", "active: receives the benefit; passive: partner", codes="party"),
        starts_on(),
        ends_on(),
    ),
)

CLASSIFICATIONS = Table(
    "classifications",
    Kind.SPELL,
    "Where a person stands on a scale: phase, rung of a ladder, target group, work obligation. "
    "Every scale is a dated code list; scales are never equated without a crosswalk.",
    key=("classification_id",),
    begins="starts_on",
    own_columns=(
        text("classification_id", "the row", required=True),
        person_id(),
        text("scale", "which scale", required=True, codes="scale"),
        text("value", "the value on that scale", required=True),
        starts_on(required=False),
        ends_on(),
        text("reason", "why this value was chosen"),
        text("proposed_value", "the value that the rules proposed, if they did"),
    ),
)

BARRIERS = Table(
    "barriers",
    Kind.SPELL,
    "What stands between the person and work.",
    key=("person_id", "barrier", "starts_on"),
    begins="starts_on",
    own_columns=(
        person_id(),
        text("barrier", "kind of barrier", required=True, codes="barrier"),
        starts_on("first day it is known", required=False),
        ends_on(),
    ),
)

DIAGNOSES = Table(
    "diagnoses",
    Kind.EVENT,
    "Intakes and diagnoses: what was found, by whom.",
    key=("diagnosis_id",),
    begins="diagnosed_on",
    own_columns=(
        text("diagnosis_id", "the diagnosis", required=True),
        person_id(),
        date("diagnosed_on", "day of the diagnosis", required=True),
        text("kind", "intake, diagnosis or qualifying intake", codes="diagnosis_kind"),
        text("provider_id", "who made it, if not the municipality", references="providers"),
        text("finding", "the conclusion in one sentence"),
    ),
)

CONTACTS = Table(
    "contacts",
    Kind.EVENT,
    "Conversations and other contacts with the client.",
    key=("contact_id",),
    begins="contact_on",
    own_columns=(
        text("contact_id", "the contact", required=True),
        person_id(),
        date("contact_on", "day of the contact", required=True),
        text("kind", "how, and for what", codes="contact_kind"),
        yes_no("held", "whether it took place", since="contact_on"),
        text("case_manager_id", "who spoke for the municipality"),
        text(
            "provider_id", "the company at the table, in a three-way talk", references="providers"
        ),
        text("summary", "what was said, in short"),
    ),
)

APPOINTMENTS = Table(
    "appointments",
    Kind.EVENT,
    "Talks that were agreed, and whether they were held.",
    key=("appointment_id",),
    begins="agreed_on",
    own_columns=(
        text("appointment_id", "the appointment", required=True),
        person_id(),
        text("kind", "how, and for what", required=True, codes="contact_kind"),
        date("agreed_on", "day it was agreed", required=True),
        date("planned_on", "day of the talk", required=True, planned=True),
        text(
            "provider_id", "the company at the table, in a three-way talk", references="providers"
        ),
        text("purpose", "what it is about"),
        date("settled_on", "day it was held, or called off"),
        text("contact_id", "the talk that was held", references="contacts", since="settled_on"),
    ),
)

ANSWERS = Table(
    "answers",
    Kind.EVENT,
    "Answers to the questions of a diagnosis. Earlier answers, from every source, are kept.",
    key=("answer_id",),
    begins="answered_on",
    own_columns=(
        text("answer_id", "the answer", required=True),
        person_id(),
        text("diagnosis_id", "the diagnosis it was given in", references="diagnoses"),
        text("question", "name of the question", required=True),
        text("answer", "what was answered", required=True),
        date("answered_on", "day of the answer", required=True),
    ),
)

PICKUPS = Table(
    "pickups",
    Kind.EVENT,
    "The day from which a client is guided intensively without a formal trajectory "
    "(datum opgepakt).",
    key=("pickup_id",),
    begins="picked_up_on",
    own_columns=(
        text("pickup_id", "the row", required=True),
        person_id(),
        date("picked_up_on", "first day of guidance", required=True),
    ),
)

CASE_MANAGER_ASSIGNMENTS = Table(
    "case_manager_assignments",
    Kind.SPELL,
    "Which case manager answers for a client.",
    key=("person_id", "role", "starts_on"),
    begins="starts_on",
    own_columns=(
        person_id(),
        text("role", "income, work or both", required=True, codes="case_manager_role"),
        text("case_manager_id", "the case manager", required=True),
        text("team", "the team"),
        starts_on(),
        ends_on(),
        yes_no("warm_handover", "handed over in a conversation", since="ends_on"),
    ),
)

TABLES = (
    PERSONS,
    HOUSEHOLDS,
    HOUSEHOLD_MEMBERS,
    CLASSIFICATIONS,
    BARRIERS,
    DIAGNOSES,
    ANSWERS,
    CONTACTS,
    APPOINTMENTS,
    PICKUPS,
    CASE_MANAGER_ASSIGNMENTS,
)
