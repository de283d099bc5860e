"""Tenders: what was asked, on which terms, who offered what, and who got it and why."""

from trede.dossier.columns import Kind, Table, cents, date, text, whole, yes_no

TENDERS = Table(
    "tenders",
    Kind.EVENT,
    "Assignments put out to tender, from the first plan to the publication of the result.",
    key=("tender_id",),
    begins="prepared_on",
    own_columns=(
        text("tender_id", "the tender", required=True),
        text("name", "the assignment", required=True),
        text("description", "what is asked: the specification in short"),
        text("category", "kind of assignment: like assignments have the same"),
        date("prepared_on", "day its preparation began", required=True),
        text("procedure", "procedure chosen", codes="tender_procedure"),
        text("procedure_motive", "why this procedure, if that needs saying"),
        text("award_basis", "on what the award is made", codes="award_basis"),
        date("announced_on", "day it was announced, or companies were invited"),
        date("offers_due_on", "last day for offers", planned=True),
        date("opened_on", "day the offers were opened; criteria and weights hold since"),
        text("opened_by", "who opened them", since="opened_on"),
        date("published_on", "day the result was published"),
        date("withdrawn_on", "day the tender was given up"),
        text("withdrawal_motive", "why it was given up", since="withdrawn_on"),
    ),
)

TENDER_LOTS = Table(
    "tender_lots",
    Kind.THING,
    "Lots of a tender, each with its estimated value, and to whom it was awarded.",
    key=("lot_id",),
    own_columns=(
        text("lot_id", "the lot", required=True),
        text("tender_id", "of which tender", required=True, references="tenders"),
        text("name", "what it is for", required=True),
        text("target_group", "whom it is for"),
        text("rung", "rung of the ladder it works on", codes="participation_rung"),
        cents("estimated_value_cents", "estimated without value added tax", required=True),
        text("form", "form of the contract to come", codes="contract_form"),
        text("offer_id", "the offer it was awarded to, one upon this lot"),
        date("awarded_on", "day of the award"),
        text("awarded_by", "who made the award"),
        text("award_motive", "why, if the ranking alone does not say"),
    ),
)

TENDER_CRITERIA = Table(
    "tender_criteria",
    Kind.THING,
    "Criteria on which offers are judged, with their weights: a hundred together.",
    key=("criterion_id",),
    own_columns=(
        text("criterion_id", "the criterion", required=True),
        text("tender_id", "of which tender", required=True, references="tenders"),
        text("name", "what is judged", required=True),
        text("kind", "price, or quality judged by people", required=True, codes="criterion_kind"),
        whole("weight", "weight, in hundredths", required=True),
        text("explanation", "how it is judged"),
    ),
)

TENDER_OFFERS = Table(
    "tender_offers",
    Kind.EVENT,
    "Offers upon a lot: received, opened, selected or excluded.",
    key=("offer_id",),
    begins="received_on",
    own_columns=(
        text("offer_id", "the offer", required=True),
        text("lot_id", "upon which lot", required=True, references="tender_lots"),
        text("provider_id", "of whom", required=True, references="providers"),
        date("received_on", "day it came in", required=True),
        cents("price_cents", "price without value added tax"),
        cents("vat_cents", "value added tax that the provider would charge"),
        yes_no("is_complete", "whether all mandatory parts are there"),
        date("selected_on", "day it was decided whether the offer may be judged"),
        text("selected_by", "who decided that", since="selected_on"),
        text("exclusion", "why it was excluded; empty: not", codes="exclusion_ground"),
        text("selection_motive", "on what that rests", since="selected_on"),
    ),
)

TENDER_SCORES = Table(
    "tender_scores",
    Kind.EVENT,
    "Points given to an offer on a criterion of quality.",
    key=("offer_id", "criterion_id"),
    begins="scored_on",
    own_columns=(
        text("offer_id", "the offer", required=True, references="tender_offers"),
        text("criterion_id", "the criterion", required=True, references="tender_criteria"),
        whole("points", "points, 0 to 100", required=True),
        text("motive", "why", required=True),
        date("scored_on", "day it was judged", required=True),
        text("scored_by", "who judged it"),
    ),
)

TABLES = (TENDERS, TENDER_LOTS, TENDER_CRITERIA, TENDER_OFFERS, TENDER_SCORES)
