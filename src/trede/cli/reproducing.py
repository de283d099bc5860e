"""``trede reproduce``."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from trede.cli.options import FILE, FOLDER
from trede.cli.progress import Steps
from trede.cli.reports import about_options, write_in_every_language
from trede.cli.tables import text_table
from trede.language import translate as _
from trede.publishers.reports.about import About
from trede.publishers.reports.comparison import of_other_extracts, outcome_sentence
from trede.publishers.reports.reproduction import reproduction_report
from trede.publishers.reproduction.comparison import Compared, compare, count_outcomes
from trede.publishers.reproduction.published import compare_with_print
from trede.publishers.reproduction.reproducing import (
    AUDITS,
    Described,
    Figures,
    read_expected,
    reproduce,
)


@click.command(
    "reproduce",
    help=_("Recompute the tables of an audit from its extracts and set them beside the print.")
    + "\n\n"
    + _("Nothing is withheld: a report that shows small numbers warns not to publish it.")
    + "\n\n"
    + _("With --expected the exit code is 1 unless every figure of the file is equal.")
    + "\n\n"
    + _("Example: {example}").format(
        example="trede reproduce iwi-2007 extracts --expected extracts/expected.json"
    ),
)
@click.argument("audit", type=click.Choice(list(AUDITS)))
@click.argument("extracts", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--expected", type=FILE, help=_("File with expected figures to compare with (JSON)."))
@click.option(
    "--output",
    type=FOLDER,
    help=_("Folder for the report (html, pdf, xlsx) and figures.json; trede-AUDIT by default."),
)
@about_options
def reproduce_command(
    audit: str, extracts: Path, expected: Path | None, output: Path | None, about: About
) -> int:
    described: Described = read_expected(expected) if expected else {}
    steps = Steps()
    figures = reproduce(AUDITS[audit], extracts, described, steps)
    steps(_("report"))
    written = _write(audit, figures, output or Path(f"trede-{audit}"), about)
    steps.done()
    _print_published(audit, figures)
    click.echo()
    click.echo(_("Written: {files}").format(files=", ".join(str(path) for path in written)))
    if expected is None:
        return 0
    return _print_compared(list(compare({**described}, figures)))


def _write(audit: str, figures: Figures, folder: Path, about: About) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / "figures.json"
    data.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    written = write_in_every_language(lambda: reproduction_report(audit, figures, about), folder)
    return [data, *written]


def _print_published(audit: str, figures: Figures) -> None:
    cells = compare_with_print(audit, figures)
    if not of_other_extracts(cells):
        heading = (
            _("table"), _("row"), _("column"), _("published"), _("computed"), _("deviation"),
        )  # fmt: skip
        click.echo(text_table(heading, [cell.as_text() for cell in cells]))
        click.echo()
    click.echo(outcome_sentence(cells))


def _print_compared(compared: Sequence[Compared]) -> int:
    outcomes = count_outcomes(compared)
    wrong = [leaf for leaf in compared if leaf.outcome in ("different", "not computed")]
    click.echo()
    for leaf in wrong:
        click.echo(
            _("{outcome}: {path}: expected {expected}, computed {computed}").format(
                outcome=_(leaf.outcome),
                path=leaf.path,
                expected=json.dumps(leaf.expected, ensure_ascii=False),
                computed=json.dumps(leaf.computed, ensure_ascii=False, default=str),
            )
        )
    click.echo(
        _("{equal} equal, {different} different, {not_computed} not computed.").format(
            equal=outcomes["equal"],
            different=outcomes["different"],
            not_computed=outcomes["not computed"],
        )
    )
    texts = sorted({_without_number(c.path) for c in compared if c.outcome == "no figure"})
    if texts:
        click.echo(
            _(
                "{number} entries of the file are no figures (how the set was made, "
                "explanations): {paths}"
            ).format(number=outcomes["no figure"], paths=", ".join(texts))
        )
    return 1 if wrong else 0


def _without_number(path: str) -> str:
    """Return a path with the entry of a list it passes through left out."""
    first, *middle, last = path.split("/") if "/" in path else ("", path)
    return "/".join([first, *(["…"] if middle else []), last]).strip("/")
