"""What became of every row and person: the exclusion log, the defects and the rows per file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from trede.publishers.reproduction.amsterdam_2007.study import Asker
from trede.publishers.reproduction.calculator import Counts, Json, row_of

BENEFITS = "nus_uitkeringen.csv"
WAIVERS = "nus_ontheffingen.csv"
SOCIAL_SERVICE = "bvs_deelnames.csv"
WORK_COMPANY = "m2000_deelnames.csv"
INVOICES = "m2000_facturen.csv"
POSTINGS = "pion_detacheringen.csv"
FEES = "inleenvergoedingen.csv"
CONTRACTS = "contracten.csv"
RUNGS = "treden.csv"
LOOKUPS = "suwinet_controle.csv"
SUBSIDIES = "loonkostensubsidies.xlsx"
FILES = (
    BENEFITS,
    WAIVERS,
    SOCIAL_SERVICE,
    WORK_COMPANY,
    INVOICES,
    POSTINGS,
    FEES,
    CONTRACTS,
    RUNGS,
    LOOKUPS,
    SUBSIDIES,
)
CODED_COLUMNS: Mapping[str, tuple[str, ...]] = {
    BENEFITS: ("partij", "geslacht", "regeling", "beeindigingsoorzaak"),
    WAIVERS: ("reden", "omvang"),
    SOCIAL_SERVICE: ("contractnummer", "status", "resultaat_voldoet_norm", "gefiatteerd", "trede"),
    WORK_COMPANY: ("contractnummer", "status", "resultaat_voldoet_norm", "gefiatteerd", "soort"),
    INVOICES: ("omschrijving",),
    POSTINGS: ("dienstverband",),
    FEES: ("dienstverband",),
    CONTRACTS: ("contractnummer", "opdrachtgever", "instroom"),
    RUNGS: ("trede",),
    LOOKUPS: ("geregistreerde_oorzaak", "gecontroleerde_status"),
}
CITIZEN_NUMBER_COLUMNS: Mapping[str, str] = {
    BENEFITS: "sofinummer",
    SOCIAL_SERVICE: "bsn",
    WORK_COMPANY: "sofinummer",
    POSTINGS: "sofinummer",
    LOOKUPS: "sofinummer",
}
SYSTEMS = {SOCIAL_SERVICE: "BVS", WORK_COMPANY: "M2000"}
NO_REAL_DATE = ("impossible_date", "unreadable_date")
DATE_RULES = (*NO_REAL_DATE, "ends_before_it_starts", "value_missing")
NUMBER_MISSING = "citizen_number_missing"


@dataclass(frozen=True)
class Account:
    """Counts of rows: read per file, not used per file and rule, untidy per file and column."""

    read: Counts
    not_used: Counts
    untidy: Counts

    def rows(self, file: str) -> int:
        """Return the rows of a file; subtotals in a sheet are not rows."""
        return (row_of(self.read, file).denominator or 0) - self.left_out(file, "subtotal_row")

    def left_out(self, file: str, *rules: str) -> int:
        """Return the rows of a file that were not used by one of the rules."""
        return sum(row_of(self.not_used, file, rule).numerator for rule in rules)

    def odd(self, file: str, kind: str, column: str) -> int:
        """Return the rows of a file that were untidy in a way."""
        return row_of(self.untidy, file, kind, column).numerator

    def without_real_date(self, file: str, column: str) -> int:
        """Return the rows of a file that were used though a column holds no real date."""
        return sum(self.odd(file, rule, column) for rule in NO_REAL_DATE)


def read_account(asker: Asker) -> Account:
    """Return the account of the import."""
    return Account(
        asker.count("rows_used", ("file",)),
        asker.count("rows_not_used", ("file", "rule")),
        asker.count("untidy_rows", ("file", "kind", "column")),
    )


def rows_per_file(account: Account) -> Json:
    """Return the rows of every file before repeated ones are left out."""
    return {file: account.rows(file) for file in FILES}


def day_in_key(day: date) -> str:
    """Return a day as the names of figures hold it."""
    return f"{day.day}_{day.month}_{day.year}"
