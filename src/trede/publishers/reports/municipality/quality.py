"""What became of the rows that were delivered."""

from trede.language import translate as _
from trede.publishers.cells import share, things, words
from trede.publishers.charts.palette import DEEP, MIST
from trede.publishers.charts.stacked_bars import Bar, Part, stacked_bars
from trede.publishers.documents import Chart, Column, Headline, Row, Section, Table
from trede.publishers.reports.phrases import of, percent, with_counts
from trede.publishers.reports.source_figures import Share
from trede.publishers.reproduction.calculator import Calculator


def rows_used(calculator: Calculator) -> Share:
    """Return the rows that were used, of those that were offered."""
    row = calculator.total("rows_used")
    return Share(row.numerator, row.denominator or 0)


def used_headline(used: Share) -> Headline:
    """Return the share of rows that could be used."""
    return Headline(
        percent(used, 1),
        _("of the rows delivered were used"),
        _("{counts} rows").format(counts=of(used)),
        _("The others were repeated, impossible or left out by a named rule."),
    )


def quality_section(calculator: Calculator) -> Section | None:
    """Return the rows used per file; none if the dossier was not imported from files."""
    counted = calculator.counts(["rows_used"], by=("file",))["rows_used"]
    files = {
        str(group[0]): Share(row.numerator, row.denominator or 0) for group, row in counted.items()
    }
    if not files:
        return None
    used = rows_used(calculator)
    least = min(files, key=lambda name: files[name].percentage)
    sentence = _("Of all rows {used} were used; fewest of {file}, {share}.").format(
        used=with_counts(used, 1), file=least, share=percent(files[least], 1)
    )
    drawing = stacked_bars(
        _("Rows delivered, by file"),
        sentence,
        (Part(_("used"), DEEP), Part(_("not used"), MIST)),
        [
            Bar(name, (found.numerator, found.rest), percent(found, 1), of(found))
            for name, found in files.items()
        ],
    )
    table = Table(
        "rows-used",
        _("Rows delivered and used"),
        (
            Column(_("File"), numeric=False),
            Column(_("delivered")),
            Column(_("used")),
            Column(_("not used")),
            Column(_("used, %")),
        ),
        tuple(
            Row(
                (
                    words(name),
                    things(found.denominator),
                    things(found.numerator),
                    things(found.rest),
                    share(found.numerator, found.denominator, 1),
                )
            )
            for name, found in files.items()
        ),
        definition=_("The log of the import names the reason of every row that was not used."),
    )
    chart = Chart("rows-used-chart", drawing, sentence, table)
    return Section("quality", _("How good are the files?"), (chart,))
