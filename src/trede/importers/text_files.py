"""Reads the rows of text files: any usual encoding, separated by semicolons, commas or tabs."""

import codecs
import csv
import io
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from trede.importers.raw_rows import TITLE_ROWS, RawRow, UnreadableFileError, tidy_name
from trede.language import translate as _

DELIMITERS = ";,\t|"
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ARCHIVE_MARK = b"PK\x03\x04"


def text_rows(path: Path, columns: Collection[str]) -> Iterator[RawRow]:
    """Yield every row of a text file, with its line; ``columns`` help to see what separates cells.

    Raises :class:`UnreadableFileError`.
    """
    text = _decode(path)
    if not text.strip():
        return
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(text, columns), strict=True
    )
    line = 1
    try:
        for raw in reader:
            _refuse_line_breaks(raw)
            yield line, tuple(raw)
            line = reader.line_num + 1
    except csv.Error as error:
        why = _(
            "line {line} cannot be read ({error}). Look for a quotation mark or a line break "
            "within a text there."
        ).format(line=line, error=error)
        raise UnreadableFileError(path, why) from error


def _refuse_line_breaks(raw: list[str]) -> None:
    """Refuse cells that run on over lines: an unclosed quotation mark swallows what follows it."""
    if any("\n" in cell or "\r" in cell for cell in raw):
        raise csv.Error(_("a quotation mark is opened and not closed on the same line"))


def _delimiter(text: str, columns: Collection[str]) -> str:
    """Return what separates cells: what brings most names of columns to light in one line."""
    wanted = {tidy_name(column) for column in columns}
    lines = [line.rstrip("\r\n") for line in islice(io.StringIO(text, newline=""), TITLE_ROWS)]

    def fit(delimiter: str) -> tuple[int, int]:
        names = [{tidy_name(name.strip('" ')) for name in line.split(delimiter)} for line in lines]
        return max(len(wanted & found) for found in names), lines[0].count(delimiter)

    return max(DELIMITERS, key=fit)


def _decode(path: Path) -> str:
    """Return the text of a file: UTF-16 with its mark, UTF-8, else Windows or ISO Latin."""
    try:
        content = path.read_bytes()
    except OSError as error:
        why = _("the file cannot be opened ({error}).").format(error=error.strerror)
        raise UnreadableFileError(path, why) from error
    if content.startswith(_UTF_16_MARKS):
        return _decode_utf_16(path, content)
    if content.startswith(_ARCHIVE_MARK):
        why = _("this is a workbook or archive, no text. Save the sheet as CSV (UTF-8).")
        raise UnreadableFileError(path, why)
    if b"\x00" in content:
        why = _(
            "this is no text in UTF-8, Windows-1252, ISO 8859-1 or UTF-16 with its mark. "
            "Save the file as CSV (UTF-8)."
        )
        raise UnreadableFileError(path, why)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _decode_utf_16(path: Path, content: bytes) -> str:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        why = _("this begins as UTF-16 and goes on otherwise. Save the file as CSV (UTF-8).")
        raise UnreadableFileError(path, why) from error
    if "\x00" in text:
        why = _("this is UTF-32 or no text at all. Save the file as CSV (UTF-8).")
        raise UnreadableFileError(path, why)
    return text
