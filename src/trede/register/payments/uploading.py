"""An invoice in a file: every line is laid beside the register and answered.

If one line is wrong nothing is stored. What is asked must be what the contract gives: the engine of
settlement says so, line by line.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO

from trede.language import translate as _
from trede.language import translate_number as _n
from trede.register.accounts.models import User
from trede.register.facts.journal import open_journal
from trede.register.payments.checking import Register, check, read_register
from trede.register.payments.invoicing import FROM_FILE, Heading, last_of, store
from trede.register.payments.locking import hold_contract
from trede.register.payments.upload_cells import (
    COLUMNS,
    LACKING,
    Wrong,
    column,
    read_line,
    title_of_column,
)
from trede.register.steps.refusing import RefusedError
from trede.settlement.lines import Key, Line, Verdict

LARGEST = 1_000_000
"""The most bytes that a file may have."""
MOST_LINES = 5_000


class UnreadableFileError(RefusedError):
    """A file that is no list of invoice lines; nothing was read."""

    def __init__(self, why: str) -> None:
        super().__init__(why, "file")


@dataclass(frozen=True)
class Answer:
    """What is said of one line of the file: the problem and its remedy, or what was found."""

    line: int
    cells: Mapping[str, str]
    problem: str = ""
    remedy: str = ""
    found: Line | None = None

    @property
    def is_held(self) -> bool:
        """Whether the line can be stored, but is not paid yet."""
        return self.is_right and self.found is not None and self.found.verdict is Verdict.HELD

    @property
    def is_right(self) -> bool:
        """Whether the line can be stored."""
        return self.found is not None and not self.problem


@dataclass(frozen=True)
class Answers:
    """The answers to a whole file; it is stored only if every line is right."""

    contract_id: str
    lines: tuple[Answer, ...] = field(default=())

    @property
    def are_right(self) -> bool:
        """Whether every line can be stored."""
        return bool(self.lines) and all(each.is_right for each in self.lines)

    @property
    def wrong(self) -> int:
        """How many lines are wrong."""
        return sum(not each.is_right for each in self.lines)

    @property
    def sentence(self) -> str:
        """Say how many lines are wrong, and that nothing was stored."""
        if self.wrong == len(self.lines) == 1:
            return _("The line is wrong. Nothing was stored.")
        said = _n(
            "{wrong} of {all} lines is wrong. Nothing was stored.",
            "{wrong} of {all} lines are wrong. Nothing was stored.",
            self.wrong,
        )
        return said.format(wrong=self.wrong, all=len(self.lines))

    @property
    def found(self) -> tuple[Line, ...]:
        """The lines of the settlement that are asked for, in the order of the file."""
        return tuple(each.found for each in self.lines if each.found is not None)


def read_rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a file with their line numbers; raises UnreadableFileError."""
    if len(content) > LARGEST:
        raise UnreadableFileError(_("This file is too large. Divide it over several invoices."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFileError(
            _("This file is no text in UTF-8. Save it as csv (UTF-8) and try again.")
        ) from None
    heading = text.split("\n", 1)[0]
    rows = csv.DictReader(StringIO(text), delimiter=";" if ";" in heading else ",", restkey="")
    missing = [name for name in COLUMNS if name not in _plain(rows.fieldnames or ())]
    if missing:
        said = _("These columns are missing: {columns}. The example shows how the file looks.")
        named = ", ".join(title_of_column(name) for name in missing)
        raise UnreadableFileError(said.format(columns=named))
    try:
        found = list(_rows(rows))
    except csv.Error as error:
        said = _("The file cannot be read as csv: {why}.")
        raise UnreadableFileError(said.format(why=error)) from error
    if not found:
        raise UnreadableFileError(_("There is no line in this file."))
    if len(found) > MOST_LINES:
        said = _("There are more than {most} lines in it. Divide it over several invoices.")
        raise UnreadableFileError(said.format(most=MOST_LINES))
    return found


def _plain(names: Sequence[str]) -> list[str]:
    return [column(name) for name in names]


def _rows(rows: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str]]]:
    for row in rows:
        cells = {
            column(name): value.strip() for name, value in row.items() if isinstance(value, str)
        }
        if any(cells.get(name) for name in COLUMNS):
            short = {LACKING: "yes"} if None in row.values() else {}
            yield rows.line_num, {name: cells.get(name, "") for name in COLUMNS} | short


def answer(
    rows: Sequence[tuple[int, dict[str, str]]], register: Register, month_on: date
) -> Answers:
    """Return what is said of every line, beside the register as it stands."""
    lines: list[Answer] = []
    seen: dict[Key, int] = {}
    for number, cells in rows:
        found = check(read_line(cells), register, last_of(month_on))
        if isinstance(found, Line):
            lines.append(_once(number, cells, found, seen))
        else:
            lines.append(_wrong(number, cells, found))
    return Answers(register.contract_id, tuple(lines))


def _wrong(number: int, cells: dict[str, str], faults: Sequence[Wrong]) -> Answer:
    """Return the answer with all faults of a line, each problem and remedy once."""
    problems = " ".join(dict.fromkeys(each.problem for each in faults))
    remedies = " ".join(dict.fromkeys(each.remedy for each in faults))
    return Answer(number, cells, problems, remedies)


def _once(number: int, cells: dict[str, str], found: Line, seen: dict[Key, int]) -> Answer:
    first = seen.setdefault(found.key, number)
    if first == number:
        held = _("You may send it now: it is paid once this is in order.")
        is_held = found.verdict is Verdict.HELD
        return Answer(number, cells, found=found, remedy=held if is_held else "")
    return Answer(
        number,
        cells,
        _("This is asked on line {line} already.").format(line=first),
        _("Take one of the two out."),
    )


def send_from_file(
    author: User, heading: Heading, rows: Sequence[tuple[int, dict[str, str]]], day: date
) -> tuple[Answers, str]:
    """Store an invoice from a file if every line is right; return the answers and its key.

    The key is empty if nothing was stored. Raises RefusedError for a number that was used.
    """
    with open_journal(author=author, step="invoice") as journal:
        hold_contract(heading.contract_id)
        said = answer(rows, read_register(heading.contract_id, day), heading.month_on)
        if not said.are_right:
            raise WrongLinesError(said)
        assert heading.way == FROM_FILE  # noqa: S101 - for who reads: no other way comes here
        return said, store(journal, author, heading, said.found, day)


class WrongLinesError(RefusedError):
    """Lines of a file are wrong: nothing was stored."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        super().__init__(answers.sentence)
