"""A table of shares: what is counted down, the groups across, a count and a percentage each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trede.publishers.cells import count, share, words
from trede.publishers.documents import Cell, Column, Row, Table
from trede.publishers.reports.source_figures import Share


@dataclass(frozen=True)
class SharesTable:
    """How a table of shares is called and read.

    ``first`` is the title of the column with the names of the rows, ``counted`` that of the
    counts; with ``of`` the counts that they are part of have a column of that title too.
    """

    name: str
    title: str
    first: str
    counted: str
    of: str = ""
    decimals: int = 1
    definition: str = ""
    notes: tuple[str, ...] = ()
    sheet: str = ""

    def table(self, labels: Sequence[str], groups: Mapping[str, Sequence[Share]]) -> Table:
        """Return the table; ``groups`` holds the shares of a group in the order of the labels."""
        titles = (self.counted, *([self.of] if self.of else []), "%")
        columns = (Column(title, group=group) for group in groups for title in titles)
        rows = (
            Row(
                (words(label), *(c for found in groups.values() for c in self._cells(found[index])))
            )
            for index, label in enumerate(labels)
        )
        return Table(
            self.name,
            self.title,
            (Column(self.first, numeric=False), *columns),
            tuple(rows),
            definition=self.definition,
            notes=self.notes,
            sheet=self.sheet,
        )

    def _cells(self, found: Share) -> list[Cell]:
        whole = [count(found.denominator)] if self.of else []
        percentage = share(found.numerator, found.denominator, self.decimals)
        return [count(found.numerator), *whole, percentage]


def parts_of(counts: Sequence[int]) -> tuple[Share, ...]:
    """Return each count as a share of all of them together."""
    return tuple(Share(each, sum(counts)) for each in counts)
