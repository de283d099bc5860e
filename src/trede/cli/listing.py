"""``trede measures`` and ``trede codes``."""

from pathlib import Path

import click

from trede.cli.options import FOLDER, library_option
from trede.cli.tables import text_table
from trede.dossier.codes import lists_in_force
from trede.errors import UsageError
from trede.language import current_language, in_language
from trede.language import translate as _
from trede.measures.library import read_library


@click.command(
    help=_("List the measures by family, or everything about one of them.")
    + "\n\n"
    + _("Example: {example}").format(example="trede measures closing_ratio")
)
@click.argument("name", required=False)
@click.option("--family", help=_("Only this family."))
@library_option
def measures(name: str | None, family: str | None, library: Path | None) -> None:
    read = read_library(library)
    if name is not None:
        measure = read.measure(name)
        click.echo(f"{measure.name}: {in_language(measure.titles)}")
        click.echo(in_language(measure.definitions))
        for note in measure.notes.get(current_language(), ()):
            click.echo(f"- {note}")
        click.echo(_("Source: {source}").format(source=measure.source))
        click.echo(_("Unit: {unit}").format(unit=_(measure.unit)))
        click.echo(
            _("To group by: {columns}").format(columns=", ".join(read.rules[measure.rows].columns))
        )
        click.echo()
        heading = (_("parameter"), _("default"), _("meaning"))
        rows = [
            (
                key,
                measure.defaults.get(key, read.parameters[key].default),
                in_language(read.parameters[key].titles),
            )
            for key in read.parameters_of(measure.rows)
        ]
        click.echo(text_table(heading, rows))
        return
    listed = [m for m in read.measures.values() if family in (None, m.family)]
    if not listed:
        families = ", ".join(sorted({m.family for m in read.measures.values()}))
        raise UsageError(
            _('There is no family "{family}". Choose from {families}.').format(
                family=family, families=families
            )
        )
    heading = (_("family"), _("measure"), _("title"))
    click.echo(
        text_table(heading, sorted((m.family, m.name, in_language(m.titles)) for m in listed))
    )


@click.command(
    help=_("List the code lists, or the codes of one of them.")
    + "\n\n"
    + _("Example: {example}").format(example="trede codes exit_reason")
)
@click.argument("name", required=False)
@click.option("--codes", "own", type=FOLDER, help=_("Folder with code lists of your own (.toml)."))
def codes(name: str | None, own: Path | None) -> None:
    lists = lists_in_force(own)
    language = current_language()
    if name is None:
        rows = [
            (c.name, c.title_nl if language == "nl" else c.title_en, len(c.codes), c.origin)
            for c in lists.values()
        ]
        click.echo(text_table((_("code list"), _("title"), _("codes"), _("source")), rows))
        return
    if name not in lists:
        raise UsageError(
            _('There is no code list "{name}". `trede codes` lists them all.').format(name=name)
        )
    click.echo(
        text_table(
            (_("code"), _("label"), _("valid from"), _("valid until")),
            [
                (
                    code.code,
                    code.label_nl if language == "nl" else code.label_en,
                    str(code.valid_from or ""),
                    str(code.valid_until or ""),
                )
                for code in lists[name].codes
            ],
        )
    )
