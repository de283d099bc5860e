"""What a file of extracts holds, whatever its form: rows of texts, each with its line."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from trede.errors import BadInputError
from trede.language import translate as _

RawRow = tuple[int, tuple[str, ...]]
"""The line of a row, as an editor or spreadsheet shows it, and its cells."""

BLANKS = " \t\r\n\u00a0\u2007\u202f\u200b\ufeff"
"""What may stand around a value without meaning anything: blanks of every kind."""

TITLE_ROWS = 50
"""So many rows are looked at to find the one with the names of the columns."""


class TypedCell(str):
    """The text of a cell that a sheet holds as a date or a number."""

    __slots__ = ()


class UnreadableFileError(BadInputError):
    """A file of the extracts is missing or cannot be read; nothing was imported."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            _("{file}: {why} Nothing was imported; {folder} was not used further.").format(
                file=path.name, why=why, folder=path.parent
            )
        )


def tidy_name(name: str) -> str:
    """Return the name of a column as it is compared: without blanks around it or capitals."""
    return name.strip(BLANKS).casefold()


def find_file(folder: Path, name: str) -> Path | None:
    """Return the file of that name in a folder, also if it is written with other capitals.

    The name to the letter goes first. Raises :class:`UnreadableFileError` if several files
    differ from the name in capitals only.
    """
    if (folder / name).exists() or not folder.is_dir():
        return folder / name
    alike = sorted(path for path in folder.iterdir() if path.name.casefold() == name.casefold())
    if len(alike) > 1:
        why = _("there are {files}, alike but for capitals. Remove all but one.").format(
            files=", ".join(path.name for path in alike)
        )
        raise UnreadableFileError(folder / name, why)
    return alike[0] if alike else None


def existing_file(folder: Path, name: str) -> Path:
    """Return the file of that name in a folder; raises :class:`UnreadableFileError`."""
    path = find_file(folder, name)
    if path is not None and path.is_file():
        return path
    if path is not None and path.is_dir():
        raise UnreadableFileError(path, _("this is a folder, where a file is expected."))
    if path is not None and path.is_symlink():
        raise UnreadableFileError(path, _("this is a link to a file that is not there."))
    why = _("the file is missing from {folder}.").format(folder=folder)
    present = sorted(found.name for found in folder.iterdir() if found.is_file())
    if near := get_close_matches(name, present):
        why += " " + _("Did you mean {near}?").format(near=", ".join(near))
    raise UnreadableFileError(folder / name, why)


def from_heading_onwards(
    path: Path, rows: Iterable[RawRow], columns: Collection[str]
) -> Iterator[RawRow]:
    """Yield the row that holds the names of all columns, and then every row below it.

    Titles above that row are skipped, wholly empty rows left out. Raises
    :class:`UnreadableFileError` with the names that are missing.
    """
    wanted = {tidy_name(column) for column in columns}
    filled = ((line, cells) for line, cells in rows if any(cell.strip(BLANKS) for cell in cells))
    nearest: list[str] = []
    for number, row in enumerate(filled, start=1):
        names = [tidy_name(cell) for cell in row[1]]
        if wanted <= set(names):
            _refuse_names_twice(path, names, wanted)
            yield row
            yield from filled
            return
        if number == 1 or len(wanted.intersection(names)) > len(wanted.intersection(nearest)):
            nearest = names
        if number == TITLE_ROWS:
            break
    raise UnreadableFileError(path, _no_heading(columns, nearest))


def _no_heading(columns: Collection[str], nearest: list[str]) -> str:
    if not nearest:
        return _("the file is empty.")
    missing = [column for column in columns if tidy_name(column) not in nearest]
    return _("the column {column} is missing; found: {found}.").format(
        column=", ".join(missing), found=", ".join(name for name in nearest if name)
    )


def _refuse_names_twice(path: Path, names: list[str], wanted: Collection[str]) -> None:
    if twice := sorted(name for name in wanted if names.count(name) > 1):
        why = _("the column {column} stands there twice; rename or remove one of the two.").format(
            column=", ".join(twice)
        )
        raise UnreadableFileError(path, why)
