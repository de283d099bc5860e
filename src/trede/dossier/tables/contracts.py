"""What belongs to a contract besides its money: its clauses, evaluations and extensions."""

from trede.dossier.columns import Kind, Table, date, text, whole

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
    "Meetings about contracts and evaluations of them: planned, and held with their result.",
    key=("evaluation_id",),
    own_columns=(
        text("evaluation_id", "the evaluation", required=True),
        text("contract_id", "the contract", required=True, references="contracts"),
        text("kind", "meeting or evaluation", codes="contract_meeting"),
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

EXTENSION_ADVICES = Table(
    "extension_advices",
    Kind.EVENT,
    "Advice on extending contracts, and the answer with its reason.",
    key=("advice_id",),
    begins="given_on",
    own_columns=(
        text("advice_id", "the advice", required=True),
        text("contract_id", "the contract", required=True, references="contracts"),
        date("given_on", "day of the advice", required=True),
        text("given_by", "who gave it"),
        text("advice", "extend or not", required=True, codes="extension_advice"),
        text("grounds", "the results it rests on", required=True),
        date("answered_on", "day of the answer"),
        text("answered_by", "who answered", since="answered_on"),
        text("answer", "followed or not", codes="advice_answer", since="answered_on"),
        text("reason", "why", since="answered_on"),
    ),
)

RECONCILIATIONS = Table(
    "reconciliations",
    Kind.EVENT,
    "Lists of clients of a provider that were laid beside the register.",
    key=("reconciliation_id",),
    begins="made_on",
    own_columns=(
        text("reconciliation_id", "the reconciliation", required=True),
        text("contract_id", "the contract", required=True, references="contracts"),
        date("made_on", "day it was made", required=True),
        text("made_by", "who made it", required=True),
        date("list_on", "day that the list is about", required=True),
        whole("rows", "clients on the list of the provider", required=True),
        whole("own", "clients of the contract in the register", required=True),
        whole("agreeing", "clients of whom both say the same", required=True),
    ),
)

RECONCILIATION_DIFFERENCES = Table(
    "reconciliation_differences",
    Kind.EVENT,
    "Where the list of a provider and the register say something else of a client.",
    key=("difference_id",),
    begins="found_on",
    own_columns=(
        text("difference_id", "the difference", required=True),
        text(
            "reconciliation_id", "where it was found", required=True, references="reconciliations"
        ),
        text("person_id", "about whom, if the register knows the client", references="persons"),
        text("participation_id", "the participation, if there is one"),
        text("client", "the client as the provider's list names it", required=True),
        text("kind", "what differs", required=True, codes="difference_kind"),
        text("theirs", "what the list says"),
        text("ours", "what the register says"),
        date("found_on", "day it was found", required=True),
        date("settled_on", "day it was settled"),
        text("settled_by", "who settled it", since="settled_on"),
        text("settlement", "how it was settled", since="settled_on"),
    ),
)

TABLES = (
    CONTRACT_CLAUSES,
    CONTRACT_EVALUATIONS,
    CONTRACT_EXTENSIONS,
    EXTENSION_ADVICES,
    RECONCILIATIONS,
    RECONCILIATION_DIFFERENCES,
)
