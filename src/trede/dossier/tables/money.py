"""Those who carry out, what was agreed with them, what it cost, and what was aimed at."""

from trede.dossier.columns import Kind, Table, cents, date, ends_on, starts_on, text, whole, yes_no

PROVIDERS = Table(
    "providers",
    Kind.THING,
    "Reintegration companies and others who carry out activities.",
    key=("provider_id",),
    own_columns=(
        text("provider_id", "the provider", required=True),
        text("name", "its name", required=True),
        text("company_group", "the group of companies it belongs to"),
        text("affiliation", "affiliated to the municipality, or private", codes="affiliation"),
        text("specialisation", "what and whom it is good at"),
        text("place", "where it is established"),
        date("ended_on", "last day on which it existed"),
        text("ended_by", "merger, bankruptcy or another end", codes="provider_end"),
        text("successor_id", "who took over its running contracts", references="providers"),
    ),
)

CONTRACTS = Table(
    "contracts",
    Kind.SPELL,
    "Contracts with providers.",
    key=("contract_id",),
    begins="signed_on",
    own_columns=(
        text("contract_id", "the contract", required=True),
        text("name", "its name"),
        text("provider_id", "with whom", references="providers"),
        text("signed_by", "which part of the municipality signed", codes="contracting_body"),
        text("registered_in", "the system that keeps it"),
        text("category", "category of activities"),
        text("rung", "rung of the ladder it works on", codes="participation_rung"),
        date("signed_on", "day of signature"),
        text("inflow", "open or closed for new clients", codes="contract_inflow"),
        date("inflow_closed_on", "last day on which clients could enter"),
        yes_no("norm_met", "whether the contract met its norm"),
        yes_no("paid", "whether it was paid"),
        yes_no("includes_employment", "whether an employment contract is part of it"),
        text("form", "framework or volume", codes="contract_form"),
        date("starts_on", "first day on which it holds", planned=True),
        date("ends_on", "first day on which it no longer holds", planned=True),
        whole("extensions_allowed", "how many times it may be extended"),
        whole("extension_months", "by how many months each time"),
        date("data_agreement_on", "day the data-protection agreement was signed"),
        text("personal_data", "which personal data the provider needs and may process"),
        text("lot_id", "the lot of a tender it was awarded in", references="tender_lots"),
        text("offer_id", "the offer it was awarded upon", references="tender_offers"),
    ),
)

CONTRACT_TERMS = Table(
    "contract_terms",
    Kind.SPELL,
    "What was agreed in a contract, dated.",
    key=("contract_id", "term", "starts_on"),
    begins="starts_on",
    own_columns=(
        text("contract_id", "the contract", required=True, references="contracts"),
        text("term", "what is agreed", required=True, codes="contract_term"),
        starts_on(),
        ends_on(planned=True),
        cents("amount_cents", "amount, if the term is one of money"),
        whole("number", "number, if the term is one of volume, weeks or percent"),
    ),
)

COSTS = Table(
    "costs",
    Kind.EVENT,
    "The ledger: what was spent (positive) or received (negative), on what, for whom.",
    key=("cost_id",),
    begins="booked_on",
    own_columns=(
        text("cost_id", "the entry", required=True),
        date("booked_on", "day of the entry", required=True),
        cents("amount_cents", "amount; credit and revenue are negative", required=True),
        text("kind", "what it is for", required=True, codes="cost_kind"),
        text("person_id", "for whom, if for one person", references="persons"),
        text("participation_id", "for which participation"),
        text("contract_id", "under which contract", references="contracts"),
        text("description", "as described by the source"),
    ),
)

GOALS = Table(
    "goals",
    Kind.SPELL,
    "What the municipality set out to reach.",
    key=("goal_id",),
    begins="starts_on",
    own_columns=(
        text("goal_id", "the goal", required=True),
        text("name", "what is to be reached"),
        text("measure", "the measure that tells"),
        text("direction", "increase, decrease or maintain", codes="goal_direction"),
        whole("baseline", "value at the start"),
        whole("target", "value to be reached"),
        starts_on(),
        ends_on("first day after the term", planned=True),
    ),
)

BUDGETS = Table(
    "budgets",
    Kind.SPELL,
    "Money set apart for a purpose in a period.",
    key=("budget_id",),
    begins="starts_on",
    own_columns=(
        text("budget_id", "the budget", required=True),
        text("kind", "income budget or work budget", required=True, codes="budget_kind"),
        text("purpose", "what it is for"),
        cents("amount_cents", "amount", required=True),
        starts_on(),
        ends_on("first day after the period", planned=True),
    ),
)

TABLES = (PROVIDERS, CONTRACTS, CONTRACT_TERMS, COSTS, GOALS, BUDGETS)
