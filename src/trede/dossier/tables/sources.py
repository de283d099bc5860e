"""Where the facts came from: municipalities, samples, deliveries, and what became of every row."""

from trede.dossier.columns import Kind, Table, date, text, whole, yes_no

MUNICIPALITIES = Table(
    "municipalities",
    Kind.THING,
    "Municipalities whose clients are in the dossier.",
    key=("municipality_id",),
    own_columns=(
        text("municipality_id", "the municipality", required=True),
        text("size_class", "size class by inflow", codes="size_class"),
        text("region", "part of the country", codes="region"),
        yes_no("is_large_city", "one of the four large cities"),
        whole("inflow_before", "inflow in the year before"),
        text("cluster", "cluster of small neighbours it was studied with"),
        yes_no("shared_office", "shares an office with the intake partner"),
        whole("files_drawn", "files drawn in the sample"),
        whole("files_lost", "of these lost"),
        whole("files_examined", "of these examined"),
    ),
)

LOST_FILES = Table(
    "lost_files",
    Kind.THING,
    "Files of the sample of which nothing is known but their number.",
    key=("file_number",),
    own_columns=(
        text("file_number", "number of the file", required=True),
        text("municipality_id", "where it was drawn", references="municipalities"),
    ),
)

DELIVERIES = Table(
    "deliveries",
    Kind.EVENT,
    "Periodic deliveries of local data to a central register.",
    key=("delivery_id",),
    begins="received_on",
    own_columns=(
        text("delivery_id", "the delivery", required=True),
        date("period_from", "first day of its period", required=True),
        date("period_to", "last day of its period", required=True),
        date("due_on", "last day to deliver", required=True, planned=True),
        date("received_on", "day it was received"),
        yes_no("processed", "whether it was processed"),
    ),
)

CODES = Table(
    "codes",
    Kind.THING,
    "The code lists in force: Trede's own and those the municipality brought.",
    key=("list", "code", "valid_from"),
    own_columns=(
        text("list", "the code list", required=True),
        text("code", "the code", required=True),
        text("label_nl", "Dutch label", required=True),
        text("label_en", "English label", required=True),
        date("valid_from", "first day it may be used", planned=True),
        date("valid_until", "first day it may no longer be used", planned=True),
        text("origin", "where the list comes from", required=True),
    ),
)

CODE_GROUPS = Table(
    "code_groups",
    Kind.THING,
    "Groupings of codes: which fine code falls under which group. Several groupings of one list "
    "live side by side.",
    key=("list", "grouping", "code"),
    own_columns=(
        text("list", "the code list", required=True),
        text("grouping", "name of the grouping", required=True),
        text("code", "the fine code", required=True),
        text("group", "the group it falls under", required=True),
    ),
)

IMPORT_FILES = Table(
    "import_files",
    Kind.THING,
    "Every file that was imported, with its rows and what became of them: used, excluded and "
    "rejected add up to read.",
    key=("file",),
    own_columns=(
        text("file", "the file, as named in the folder of extracts", required=True),
        whole("rows_read", "rows after the heading", required=True),
        whole("rows_used", "rows used", required=True),
        whole("rows_excluded", "rows left out by a named rule", required=True),
        whole("rows_rejected", "rows that could not be used", required=True),
    ),
)

IMPORT_ROWS = Table(
    "import_rows",
    Kind.EVENT,
    "Every row that was not used, and why.",
    key=("file", "line"),
    own_columns=(
        text("file", "the file", required=True),
        whole("line", "line of the file, as an editor or spreadsheet shows it", required=True),
        text("verdict", "excluded or rejected", required=True),
        text("rule", "the rule", required=True, codes="import_rule"),
        text("column", "the column it is about"),
        text("value", "the value found there; never a citizen service number"),
        text("row_id", "the row's own number in the source, if it has one"),
    ),
)

IMPORT_QUALITY = Table(
    "import_quality",
    Kind.THING,
    "How often a file was untidy in a way that did no harm or that a rule dealt with.",
    key=("file", "kind", "column"),
    own_columns=(
        text("file", "the file", required=True),
        text("kind", "what was untidy", required=True),
        text("column", "in which column; empty if not in one", required=True),
        whole("rows", "number of rows", required=True),
    ),
)

FINDINGS = Table(
    "findings",
    Kind.THING,
    "What a check of the dossier found: facts that cannot be, or that contradict each other.",
    key=("rule", "table", "row", "column"),
    own_columns=(
        text("rule", "the rule that is broken", required=True),
        text("table", "the table", required=True),
        text("row", "the key of the row", required=True),
        text("column", "the column", required=True),
        text("value", "the value found"),
    ),
)

TABLES = (
    MUNICIPALITIES,
    LOST_FILES,
    DELIVERIES,
    CODES,
    CODE_GROUPS,
    IMPORT_FILES,
    IMPORT_ROWS,
    IMPORT_QUALITY,
    FINDINGS,
)
