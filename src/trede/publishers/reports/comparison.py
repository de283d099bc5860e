"""The sections that put what was printed beside what is computed."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from string import ascii_lowercase

from trede.language import in_language
from trede.language import translate as _
from trede.publishers.cells import EMPTY, words
from trede.publishers.documents import (
    Cell,
    Column,
    NumberFormat,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
)
from trede.publishers.numbers import NOTHING, number_text
from trede.publishers.reports.phrases import sentence
from trede.publishers.reproduction.published import Cell as ComparedCell
from trede.publishers.reproduction.published import PrintedCell, Shown, class_label, read_deviations

_MOST_COLUMNS = 8
_FILLED_ENOUGH = 0.6
_FORMATS: Mapping[Shown, NumberFormat] = {
    "count": "count",
    "percent": "percent",
    "percent1": "percent1",
    "euro": "euro",
    "euro_million": "decimal",
    "months": "decimal",
}
_HUNDRED = 100

Letters = Mapping[str, str]
"""The letter of the note per explanation of a difference."""


def comparison_sections(audit: str, compared: Sequence[ComparedCell]) -> tuple[Section, ...]:
    """Return what differs, the printed tables beside the computed ones, and the contradictions.

    With extracts of others than the source the printed figures say nothing and are left out.
    """
    if of_other_extracts(compared):
        title = _("And the figures that were printed?")
        return (Section("differing", title, (Paragraph(outcome_sentence(compared)),)),)
    return (_differences(compared), _printed_tables(compared), _contradictions(audit))


def of_other_extracts(compared: Sequence[ComparedCell]) -> bool:
    """Say whether figures were computed from other extracts than those of the source."""
    return any(cell.other_extracts for cell in compared)


def outcome_sentence(compared: Sequence[ComparedCell]) -> str:
    """Say in one sentence how many printed figures come out equal."""
    outcomes = Counter(cell.outcome for cell in compared)
    total, equal = len(compared) - outcomes["not printed"], outcomes["equal"]
    if of_other_extracts(compared):
        return _(
            "These extracts are not those of the audit: of its {total} printed figures {equal} "
            "come out, fewer than half. The printed figures are left out."
        ).format(total=number_text(total), equal=number_text(equal))
    unexplained = sum(cell.deviation_class == "unexplained" for cell in compared)
    return _(
        "Of {total} printed figures {equal} come out exactly and {different} differ "
        "({unexplained} of them without explanation); {missing} were not computed."
    ).format(
        total=number_text(total),
        equal=number_text(equal),
        different=number_text(outcomes["different"]),
        unexplained=number_text(unexplained),
        missing=number_text(outcomes["not computed"]),
    )


def _differences(compared: Sequence[ComparedCell]) -> Section:
    rows = tuple(
        Row(
            (
                words(f"{cell.printed.table}: {cell.printed.row}, {cell.printed.column}"),
                _printed(cell.printed),
                _computed(cell),
                words(cell.class_label),
                words(cell.why),
            )
        )
        for cell in compared
        if cell.outcome == "different"
    )
    table = Table(
        "differences",
        _("Every printed figure that differs"),
        (
            Column(_("Where"), numeric=False),
            Column(_("Printed")),
            Column(_("Computed")),
            Column(_("Kind of difference"), numeric=False),
            Column(_("Why"), numeric=False),
        ),
        rows,
        definition=_(
            "The computed value is rounded half up to the decimals that were printed. "
            "Labels of rows and columns are those of the source."
        ),
        sheet=_("Differences"),
    )
    blocks = (Paragraph(outcome_sentence(compared)), *((table,) if rows else ()))
    return Section("differing", _("Where do the printed figures differ?"), blocks, wide=True)


def _printed_tables(compared: Sequence[ComparedCell]) -> Section:
    by_table: dict[str, list[ComparedCell]] = defaultdict(list)
    for cell in compared:
        by_table[cell.printed.table].append(cell)
    tables = [
        _printed_table(f"printed-{index}", title, cells)
        for index, (title, cells) in enumerate(by_table.items(), start=1)
    ]
    explained = Paragraph(
        _(
            "Every printed figure stands beside the computed one. A dash means that the source "
            "prints nothing there, or that nothing is computed for it."
        )
    )
    title = _("What was printed, beside what is computed")
    return Section("printed", title, (explained, *tables), wide=True)


def _printed_table(name: str, title: str, compared: Sequence[ComparedCell]) -> Table:
    explanations: dict[str, ComparedCell] = {}
    for cell in compared:
        if cell.outcome == "different":
            explanations.setdefault(_key(cell), cell)
    letters = dict(zip(explanations, ascii_lowercase, strict=False))
    grid = _grid(compared, letters) or _list(compared, letters)
    counted = _("{figures} figures, {different} different").format(
        figures=number_text(len(compared)),
        different=number_text(sum(cell.outcome == "different" for cell in compared)),
    )
    notes = tuple(
        f"{letter}. {sentence(explanations[key].class_label)}: {explanations[key].why}"
        for key, letter in letters.items()
    )
    return Table(name, f"{title} ({counted})", *grid, notes=notes, folded=True, sheet=title)


def _grid(
    compared: Sequence[ComparedCell], letters: Letters
) -> tuple[tuple[Column, ...], tuple[Row, ...]] | None:
    """Return the table in the layout of the source, if it is one of rows and few columns."""
    columns = list(dict.fromkeys(cell.printed.column for cell in compared))
    labels = list(dict.fromkeys(cell.printed.row for cell in compared))
    cells = {(cell.printed.row, cell.printed.column): cell for cell in compared}
    filled = len(cells) / (len(columns) * len(labels))
    if len(columns) > _MOST_COLUMNS or filled < _FILLED_ENOUGH or len(cells) < len(compared):
        return None
    head = [Column("", numeric=False)]
    for column in columns:
        head += [Column(_("printed"), group=column), Column(_("computed"), group=column)]
    rows = []
    for label in labels:
        row = [words(label)]
        for column in columns:
            found = cells.get((label, column))
            row += [EMPTY, EMPTY] if found is None else _pair(found, letters)
        rows.append(Row(tuple(row)))
    return tuple(head), tuple(rows)


def _list(
    compared: Sequence[ComparedCell], letters: Letters
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    head = (
        Column(_("Subject"), numeric=False),
        Column(_("Figure"), numeric=False),
        Column(_("printed")),
        Column(_("computed")),
    )
    rows = tuple(
        Row((words(cell.printed.row), words(cell.printed.column), *_pair(cell, letters)))
        for cell in compared
    )
    return head, rows


def _contradictions(audit: str) -> Section:
    rows = tuple(
        Row(
            (
                words(in_language(deviation.where)),
                words(_printed_text(deviation.printed)),
                words(class_label(deviation.deviation_class)),
                words(in_language(deviation.why)),
            )
        )
        for deviation in read_deviations(audit)
    )
    table = Table(
        "contradictions",
        _("Known contradictions of the source"),
        (
            Column(_("Where"), numeric=False),
            Column(_("Printed"), numeric=False),
            Column(_("Kind of difference"), numeric=False),
            Column(_("Why"), numeric=False),
        ),
        rows,
        definition=_("They are reported, not copied: what is computed follows from the rows."),
        sheet=_("Contradictions"),
    )
    title = _("Where does the source contradict itself?")
    return Section("contradictions-of-the-source", title, (table,), wide=True)


def _printed_text(printed: str) -> str:
    """Return the numbers of a text as the language writes them; other words stay as they are.

    The number of a table is a name and stays as it is too.
    """
    words_before = ["", *printed.split()]
    return (
        " ".join(
            word if before.casefold() in ("tabel", "table") else _number_or_word(word)
            for before, word in pairwise(words_before)
        )
        or NOTHING
    )


def _number_or_word(word: str) -> str:
    plain = word.rstrip(";")
    if not plain.replace(".", "", 1).isdigit():
        return word
    decimals = len(plain.partition(".")[2])
    return number_text(Fraction(plain), decimals) + word[len(plain) :]


def _key(cell: ComparedCell) -> str:
    return cell.deviation.name if cell.deviation else "unexplained"


def _pair(cell: ComparedCell, letters: Letters) -> list[Cell]:
    note = letters.get(_key(cell), "") if cell.outcome == "different" else ""
    return [_printed(cell.printed), _computed(cell, note)]


def _printed(printed: PrintedCell) -> Cell:
    return _value(printed, printed.value, "plain", "")


def _computed(cell: ComparedCell, note: str = "") -> Cell:
    tone: Tone = "late" if cell.outcome == "different" else "plain"
    return _value(cell.printed, cell.computed, tone, note)


def _value(printed: PrintedCell, value: Fraction | None, tone: Tone, note: str) -> Cell:
    if value is None:
        return EMPTY
    number = float(value)
    if printed.shown in ("percent", "percent1"):
        number /= _HUNDRED
    return Cell(printed.show(value), number, _FORMATS[printed.shown], tone, note)
