"""What belongs to a contract besides its money: its clauses, evaluations and extensions."""

from trede.dossier.columns import Kind, Table, date, text

CONTRACT_CLAUSES = Table(
    "contract_clauses",
    Kind.EVENT,
    "Clauses that were found in a contract; a mandatory one that has no row is lacking.",
    key=("contract_id", "clause"),
    begins="checked_on",
    own_columns=(
        text("contract_id", "the contract", required=True, references="contracts"),
        text("clause", "the clause", required=True, codes="contract_clause"),
        text("article", "where it stands in the contract", required=True),
        date("checked_on", "day it was checked", required=True),
        text("checked_by", "who checked it"),
    ),
)

CONTRACT_EVALUATIONS = Table(
    "contract_evaluations",
    Kind.EVENT,
    "Evaluations of contracts: planned, and held with their result.",
    key=("evaluation_id",),
    own_columns=(
        text("evaluation_id", "the evaluation", required=True),
        text("contract_id", "the contract", required=True, references="contracts"),
        date("due_on", "day by which it is to be held", required=True, planned=True),
        date("held_on", "day it was held"),
        text("finding", "what it showed and what was agreed", since="held_on"),
    ),
)

CONTRACT_EXTENSIONS = Table(
    "contract_extensions",
    Kind.EVENT,
    "Decisions to let a contract hold longer.",
    key=("contract_id", "decided_on"),
    begins="decided_on",
    own_columns=(
        text("contract_id", "the contract", required=True, references="contracts"),
        date("decided_on", "day of the decision", required=True),
        text("decided_by", "who decided"),
        date("former_ends_on", "first day on which it would no longer have held", planned=True),
        date("ends_on", "first day on which it no longer holds", required=True, planned=True),
        text("motive", "why", required=True),
    ),
)

TABLES = (CONTRACT_CLAUSES, CONTRACT_EVALUATIONS, CONTRACT_EXTENSIONS)
