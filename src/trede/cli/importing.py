"""``trede import`` and ``trede import-log``."""

import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from trede.cli.options import (
    FOLDER,
    dossier_argument,
    key_option,
    library_option,
    replace_option,
)
from trede.cli.progress import Steps
from trede.cli.tables import text_table
from trede.dossier.pseudonyms import read_or_make_key
from trede.dossier.storage import Dossier
from trede.errors import BadInputError, UsageError
from trede.importers.importing import import_extracts
from trede.importers.profile import Profile
from trede.importers.profiles import PROFILES, find_profile
from trede.language import current_language
from trede.language import translate as _
from trede.measures.library import read_library
from trede.measures.parameters import Parameter, UnusableValueError
from trede.measures.suggestions import did_you_mean, sentences

KEPT = "study."
"""What a setting begins with that is kept as a property of the study, and is no parameter."""


class UnusableSettingError(BadInputError):
    """A profile sets something that no measure can use; nothing was imported."""

    def __init__(self, profile: Profile, name: str, why: str) -> None:
        super().__init__(
            _('{profile}: the setting "{name}" cannot be used. {why} Nothing was imported.').format(
                profile=profile.file or profile.name, name=name, why=why
            )
        )


class UnknownFileError(UsageError):
    """The log was asked for a file that was not imported."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            _('The file "{name}" was not imported. Choose from {known}.').format(
                name=name, known=", ".join(known)
            )
        )


@click.command(
    "import",
    help=_("Bring the extracts in a folder into a new dossier.")
    + "\n\n"
    + _(
        "PROFILE is the kind of extracts: {profiles}, or the path of a Python file with a profile "
        "of your own."
    ).format(profiles=", ".join(PROFILES))
    + "\n\n"
    + _("Examples:")
    + "\n\n\b\n"
    + "trede import amsterdam-2007 extracts/2006-10 dossiers/2006-10\n"
    + "trede import profiles/veldwijk.py extracts dossier",
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
@library_option
def import_command(
    profile: str,
    extracts: Path,
    dossier: Path,
    key: Path,
    replace: bool,
    codes: Path | None,
    library: Path | None,
) -> None:
    steps = Steps()
    # Replacing the folder one stands in moves it away: from then on "." would be the former one.
    place = dossier.resolve()
    found = find_profile(profile)
    parameters = read_library(library).parameters
    import_extracts(
        found,
        extracts,
        dossier,
        key=read_or_make_key(key),
        own_codes=codes,
        replace=replace,
        progress=steps,
        check_settings=lambda settings: _check_settings(found, settings, parameters),
    )
    steps.done()
    _report(Dossier(place), dossier)


def _check_settings(
    profile: Profile, settings: Mapping[str, str], parameters: Mapping[str, Parameter]
) -> None:
    """Refuse settings that are no parameter, or a value that the parameter cannot have."""
    for name, value in settings.items():
        if name.startswith(KEPT):
            continue
        if name not in parameters:
            near = did_you_mean(name, list(parameters)) or _("Choose from {known}.").format(
                known=", ".join(sorted(parameters))
            )
            why = sentences(_("No measure has a parameter of that name."), near)
            raise UnusableSettingError(profile, name, why)
        try:
            parameters[name].parse(value)
        except UnusableValueError as error:
            raise UnusableSettingError(profile, name, str(error)) from error


def _report(made: Dossier, dossier: Path) -> None:
    """Say what became of the rows and what to look at next."""
    path, findings = shlex.quote(str(dossier)), made.manifest.rows["findings"]
    click.echo(_account(made))
    _warn_of_empty_files(made)
    click.echo()
    click.echo(
        _("{dossier} is ready; {findings} findings.").format(dossier=dossier, findings=findings)
    )
    if made.manifest.rows["import_rows"]:
        click.echo(
            _("Rows that were not used: `trede import-log {dossier} --rows`.").format(dossier=path)
        )
    if findings:
        click.echo(_("What was found: `trede check {dossier}`.").format(dossier=path))


def _warn_of_empty_files(dossier: Dossier, only: str | None = None) -> None:
    for file in dossier.read("import_files").to_pylist():
        if file["rows_read"] == 0 and only in (None, file["file"]):
            message = _("Warning: {file} has column names and no rows; is the extract complete?")
            click.echo(message.format(file=file["file"]), err=True)


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
    known = [file["file"] for file in opened.read("import_files").to_pylist()]
    if only is not None and only not in known:
        raise UnknownFileError(only, known)
    click.echo(_account(opened, only))
    _warn_of_empty_files(opened, only)
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
