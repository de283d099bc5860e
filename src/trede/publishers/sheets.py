"""How the sheets of a workbook are called, and how wide their columns are."""

from trede.publishers.documents import Table

NAME_LIMIT = 31
"""The longest name of a sheet that a workbook accepts."""
_REFUSED = "[]:*?/\\"
_FIRST_WIDTHS, _OTHER_WIDTHS = (16, 60), (10, 48)


def column_widths(table: Table) -> list[float]:
    """Return the widths of the columns, wide enough for what stands in them up to a limit."""
    widths = []
    for position, column in enumerate(table.columns):
        texts = [row.cells[position].text for row in table.rows] + [column.title]
        low, high = _OTHER_WIDTHS if position else _FIRST_WIDTHS
        widths.append(float(min(max(low, *map(len, texts)) + 1, high)))
    return widths


def sheet_names(tables: list[Table]) -> dict[str, str]:
    """Return a name per table that a workbook accepts: short, and each only once."""
    names: dict[str, str] = {}
    for table in tables:
        wanted = _fitting(table.sheet or table.title)
        name, number = wanted, 2
        while name.lower() in {used.lower() for used in names.values()}:
            name = f"{wanted[: NAME_LIMIT - 4].rstrip()} ({number})"
            number += 1
        names[table.name] = name
    return names


def _fitting(title: str) -> str:
    """Return a title without what a workbook refuses in a name, cut after a word if it is long."""
    plain = "".join("-" if character in _REFUSED else character for character in title)
    plain = plain.replace("'", "\u2019")
    if len(plain) <= NAME_LIMIT:
        return plain
    whole_words = plain[: NAME_LIMIT + 1].rpartition(" ")[0]
    return (whole_words or plain[:NAME_LIMIT]).rstrip(",;: ")
