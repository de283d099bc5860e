"""Reads the rows of workbooks, also those kept by hand."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from trede.importers.raw_rows import RawRow, TypedCell, UnreadableFileError, tidy_name
from trede.language import translate as _

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
"""Suffixes of files that are read as a workbook, in small letters."""


def sheet_rows(path: Path, sheet: str | None) -> Iterator[RawRow]:
    """Yield the rows of a sheet of a workbook: of the first one if none goes by that name.

    Raises :class:`UnreadableFileError`.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - slow, seldom used

    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
            named = {tidy_name(name): name for name in workbook.sheet_names}
            if not named:
                raise UnreadableFileError(path, _("the workbook has no sheet."))
            name = named.get(tidy_name(sheet or ""), workbook.sheet_names[0])
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise UnreadableFileError(
            path, _("the workbook cannot be read ({error}).").format(error=error)
        ) from error
    for line, cells in enumerate(rows, start=1):
        yield line, tuple([_cell_text(cell) for cell in cells])


def _cell_text(cell: object) -> str:
    """Return a cell of a sheet as the text a Dutch csv export would hold."""
    if isinstance(cell, datetime | date):
        return TypedCell(f"{cell:%d-%m-%Y}")
    if isinstance(cell, float):
        return TypedCell(str(int(cell)) if cell.is_integer() else _in_cents(cell))
    return str(cell)


def _in_cents(number: float) -> str:
    """Return a number as a sheet shows an amount: with two decimals, half a cent rounded up."""
    rounded = Decimal(repr(number)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:f}".replace(".", ",")
