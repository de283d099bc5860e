"""``trede import`` and ``trede import-log``."""

from pathlib import Path

import click

from trede.cli.options import FOLDER, dossier_argument, key_option, replace_option
from trede.cli.progress import Steps
from trede.cli.tables import text_table
from trede.dossier.pseudonyms import read_or_make_key
from trede.dossier.storage import Dossier
from trede.importers.importing import import_extracts
from trede.importers.profiles import find_profile
from trede.language import current_language
from trede.language import translate as _
from trede.measures.library import read_library


@click.command(
    "import",
    help=_("Bring the extracts in a folder into a new dossier.")
    + "\n\n"
    + _("PROFILE is the kind of extracts: {profiles}.").format(
        profiles="iwi-2007, rwi-2004, amsterdam-2007"
    )
    + "\n\n"
    + _("Example: {example}").format(
        example="trede import amsterdam-2007 extracts/2006-10 dossiers/2006-10"
    ),
)
@click.argument("profile")
@click.argument("extracts", type=click.Path(path_type=Path, file_okay=False, exists=True))
@dossier_argument
@key_option
@replace_option
@click.option(
    "--codes",
    type=FOLDER,
    help=_("Folder with code lists of your own (.toml), laid over those of Trede."),
)
def import_command(
    profile: str, extracts: Path, dossier: Path, key: Path, replace: bool, codes: Path | None
) -> None:
    steps = Steps()
    import_extracts(
        find_profile(profile),
        extracts,
        dossier,
        key=read_or_make_key(key),
        own_codes=codes,
        replace=replace,
        progress=steps,
    )
    steps.done()
    made = Dossier(dossier)
    for name in made.manifest.settings:
        if name not in read_library().parameters and not name.startswith("study."):
            click.echo(
                _("The profile sets {name}, which is no parameter of any measure.").format(
                    name=name
                ),
                err=True,
            )
    click.echo(_account(made))
    findings = made.manifest.rows["findings"]
    click.echo()
    click.echo(
        _("{dossier} is ready; {findings} findings.").format(dossier=dossier, findings=findings)
    )
    if made.manifest.rows["import_rows"]:
        click.echo(
            _("Rows that were not used: `trede import-log {dossier} --rows`.").format(
                dossier=dossier
            )
        )
    if findings:
        click.echo(_("What was found: `trede check {dossier}`.").format(dossier=dossier))


@click.command(
    "import-log",
    help=_("Show what became of every row that was imported: used, excluded or rejected.")
    + "\n\n"
    + _("Example: {example}").format(example="trede import-log dossiers/2006-10 --rows"),
)
@dossier_argument
@click.option("--rows", is_flag=True, help=_("Show every row that was not used, with its reason."))
@click.option("--file", "only", help=_("Only this file."))
def import_log(dossier: Path, rows: bool, only: str | None) -> None:
    opened = Dossier(dossier)
    click.echo(_account(opened, only))
    click.echo()
    click.echo(_rules(opened, only))
    if rows:
        click.echo()
        click.echo(_rows(opened, only))


def _account(dossier: Dossier, only: str | None = None) -> str:
    heading = (_("file"), _("read"), _("used"), _("excluded"), _("rejected"))
    files = [
        (r["file"], r["rows_read"], r["rows_used"], r["rows_excluded"], r["rows_rejected"])
        for r in dossier.read("import_files").to_pylist()
        if only in (None, r["file"])
    ]
    total = (_("all files"), *(sum(row[column] for row in files) for column in range(1, 5)))
    return text_table(heading, [*files, total])


def _rules(dossier: Dossier, only: str | None) -> str:
    labels = _labels(dossier, "import_rule")
    counted = (
        dossier.read("import_rows")
        .group_by(["file", "verdict", "rule"])
        .aggregate([([], "count_all")])
    )
    heading = (_("file"), _("rows"), _("verdict"), _("rule"), _("meaning and remedy"))
    rows = [
        (r["file"], r["count_all"], _(r["verdict"]), r["rule"], labels.get(r["rule"], ""))
        for r in counted.to_pylist()
        if only in (None, r["file"])
    ]
    return text_table(heading, sorted(rows))


def _rows(dossier: Dossier, only: str | None) -> str:
    heading = (_("file"), _("line"), _("number"), _("verdict"), _("rule"), _("column"), _("value"))
    return text_table(
        heading,
        [
            (r["file"], r["line"], r["row_id"], _(r["verdict"]), r["rule"], r["column"], r["value"])
            for r in dossier.read("import_rows").to_pylist()
            if only in (None, r["file"])
        ],
    )


def _labels(dossier: Dossier, name: str) -> dict[str, str]:

    label = f"label_{current_language()}"
    return {r["code"]: r[label] for r in dossier.read("codes").to_pylist() if r["list"] == name}
