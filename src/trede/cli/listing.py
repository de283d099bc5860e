"""``trede measures`` and ``trede codes``."""

from collections.abc import Iterator
from pathlib import Path

import click

from trede.cli.options import FOLDER, library_option
from trede.cli.tables import text_table
from trede.dossier.codes import CodeList, lists_in_force
from trede.errors import UsageError
from trede.language import current_language, in_language
from trede.language import translate as _
from trede.measures.declaration import Measure
from trede.measures.library import Library, read_library
from trede.measures.suggestions import did_you_mean, sentences
from trede.publishers.column_titles import column_title


@click.command(
    help=_("List the measures by family, or everything about one of them.")
    + "\n\n"
    + _("Example: {example}").format(example="trede measures closing_ratio")
)
@click.argument("name", required=False, metavar=_("[MEASURE]"))
@click.option("--family", metavar=_("FAMILY"), help=_("Only this family."))
@library_option
def measures(name: str | None, family: str | None, library: Path | None) -> None:
    read = read_library(library)
    if name is not None:
        click.echo("\n".join(_told(read, read.measure(name))))
        return
    listed = [m for m in read.measures.values() if family in (None, m.family)]
    if not listed:
        families = sorted({m.family for m in read.measures.values()})
        said = _('There is no family "{family}". Choose from {families}.').format(
            family=family, families=", ".join(families)
        )
        raise UsageError(sentences(said, did_you_mean(str(family), families)))
    heading = (_("family"), _("measure"), _("title"))
    click.echo(
        text_table(heading, sorted((m.family, m.name, in_language(m.titles)) for m in listed))
    )


def _told(read: Library, measure: Measure) -> Iterator[str]:
    """Yield everything about a measure: what it says, what it counts, what can be chosen."""
    yield f"{measure.name}: {in_language(measure.titles)}"
    yield in_language(measure.definitions)
    yield from (f"- {note}" for note in measure.notes.get(current_language(), ()))
    yield _("Source: {source}").format(source=measure.source)
    yield _("Unit: {unit}").format(unit=_(measure.unit))
    yield ""
    counted = (_("counted"), _("condition on the rows"))
    yield text_table(counted, [*_counted(measure)])
    yield ""
    columns = [
        (column, column_title(column), _("usual") if column in measure.by else "")
        for column in read.rules[measure.rows].columns
    ]
    yield text_table((_("to group by"), _("title"), ""), columns)
    yield ""
    heading = (_("parameter"), _("default"), _("values"), _("meaning"))
    yield text_table(heading, [*_parameters(read, measure)])


def _counted(measure: Measure) -> Iterator[tuple[str, str]]:
    names = {
        "population": _("population"),
        "denominator": _("denominator"),
        "numerator": _("numerator"),
        "observed": _("observed long enough"),
    }
    for name, condition in measure.conditions.items():
        column = getattr(measure, f"{name}_sum", None)
        shown = _("all") if condition == "true" else condition
        if column is not None:
            shown = _("sum of {column}: {condition}").format(column=column, condition=shown)
        yield names[name], shown


def _parameters(read: Library, measure: Measure) -> Iterator[tuple[str, str, str, str]]:
    for name in read.parameters_of(measure.rows):
        parameter = read.parameters[name]
        default = measure.defaults.get(name, parameter.default)
        yield name, default, ", ".join(parameter.values), in_language(parameter.titles)


@click.command(
    help=_("List the code lists, or the codes of one of them.")
    + "\n\n"
    + _("Example: {example}").format(example="trede codes exit_reason")
)
@click.argument("name", required=False, metavar=_("[CODE LIST]"))
@click.option("--codes", "own", type=FOLDER, help=_("Folder with code lists of your own (.toml)."))
def codes(name: str | None, own: Path | None) -> None:
    lists = lists_in_force(own)
    if name is None:
        rows = [(c.name, _title(c), len(c.codes), c.origin) for c in lists.values()]
        click.echo(text_table((_("code list"), _("title"), _("codes"), _("source")), rows))
        return
    if name not in lists:
        titles = {title: c.name for c in lists.values() for title in (c.title_nl, c.title_en)}
        said = _('There is no code list "{name}". `trede codes` lists them all.').format(name=name)
        raise UsageError(sentences(said, did_you_mean(name, lists, titles)))
    language = current_language()
    labelled = [
        (
            code.code,
            code.label_nl if language == "nl" else code.label_en,
            str(code.valid_from or ""),
            str(code.valid_until or ""),
        )
        for code in lists[name].codes
    ]
    heading = (_("code"), _("label"), _("valid from"), _("valid until"))
    click.echo(text_table(heading, labelled))


def _title(listed: CodeList) -> str:
    return listed.title_nl if current_language() == "nl" else listed.title_en
