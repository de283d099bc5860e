"""Writes the reference pages from the code: tables, code lists, measures, parameters, commands.

Run ``.venv/bin/python docs/generate.py`` after a change of any of these; building the site does
it too. With ``--check`` it changes nothing and names the pages that are stale. The pages are kept
in the repository, so that a change of a definition shows in a review; a test fails when they are
stale. The text of the pages is in ``docs/templates``.
"""

import json
import os
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from inspect import cleandoc
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlglot import exp

from trede.dossier.checks import IN_ORDER, NO_OVERLAP
from trede.dossier.codes import shipped_lists
from trede.dossier.columns import COMMON_COLUMNS, Kind
from trede.dossier.tables import TABLES
from trede.language import use_language
from trede.measures import dialect
from trede.measures.library import BASE_PARAMETERS, Library, read_library
from trede.register.glossary.terms import in_order

DOCS = Path(__file__).parent
REFERENCE = DOCS / "reference"
TEMPLATES = DOCS / "templates"
KINDS = {
    Kind.THING: "a thing",
    Kind.SPELL: "a spell",
    Kind.EVENT: "an event",
}


def generate() -> dict[str, str]:
    """Return every reference page by its file name."""
    use_language("en")
    library = read_library()
    contents: dict[str, Mapping[str, object]] = {
        "tables": {"common_columns": COMMON_COLUMNS, "kinds": KINDS},
        "code-lists": {},
        "measures": {"library": library, "families": families(library)},
        "parameters": {"library": library, "families_using": families_using},
        "commands": {"commands": list(commands()), "variables": variables()},
        "sql": sql(),
        "api": {"document": api_document()},
        "glossary": {
            "glossary": (DOCS.parent / "GLOSSARY.md").read_text(encoding="utf-8"),
            "terms": in_order(),
        },
        "findings": {
            "finding_rules": finding_rules(),
            "in_order": IN_ORDER,
            "no_overlap": NO_OVERLAP,
        },
    }
    return {f"{name}.md": _page(name, content) for name, content in contents.items()}


def stale_pages() -> dict[str, str]:
    """Return the pages that are not as they should be, with their new content."""
    return {
        name: content
        for name, content in generate().items()
        if not (path := REFERENCE / name).is_file() or path.read_text(encoding="utf-8") != content
    }


def write_pages() -> list[str]:
    """Write the pages that changed and return their names."""
    changed = stale_pages()
    REFERENCE.mkdir(exist_ok=True)
    for name, content in changed.items():
        (REFERENCE / name).write_text(content, encoding="utf-8")
    return list(changed)


def on_pre_build(config: object) -> None:
    """Write the pages before mkdocs builds the site; those that did not change stay untouched."""
    del config
    write_pages()


def families(library: Library) -> dict[str, str]:
    """Return the title of every family of measures, by its name, in the order of the titles."""
    names = {measure.family for measure in library.measures.values()}
    titles = {name: name.replace("_", " ").capitalize() for name in names}
    return dict(sorted(titles.items(), key=lambda entry: entry[1]))


def families_using(library: Library, parameter: str) -> list[str]:
    """Return the names of the families with a measure that a parameter decides."""
    return sorted(
        {
            measure.family
            for measure in library.measures.values()
            if parameter in library.parameters_of(measure.rows)
        }
    )


def sql() -> dict[str, object]:
    """Return what the SQL of rules is made of, and what to write instead of the rest."""
    return {
        "functions": dialect.FUNCTIONS,
        "aggregates": dialect.AGGREGATES,
        "window_functions": sorted(
            _words(kind) for kind in dialect.WINDOWS if issubclass(kind, exp.Func)
        ),
        "remedies": [
            ([_words(kind) for kind in kinds], remedy) for kinds, remedy in dialect.REMEDIES
        ],
    }


def _words(kind: type[exp.Expr]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def finding_rules() -> dict[str, dict[str, str]]:
    """Return what each rule of the check means and what to do when it is broken."""
    return tomllib.loads((TEMPLATES / "findings.toml").read_text(encoding="utf-8"))


def commands() -> Iterable[tuple[str, click.Command, click.Context]]:
    """Yield the path, the command and its context: first ``trede`` itself, then its commands."""
    from trede.cli.main import trede  # noqa: PLC0415 - texts are read in the language in use

    return _with_commands(trede, click.Context(trede, info_name="trede"))


def _with_commands(
    command: click.Command, context: click.Context
) -> Iterable[tuple[str, click.Command, click.Context]]:
    """Yield a command and, of a group, the commands within."""
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            within = command.get_command(context, name)
            if within is not None:
                inner = click.Context(within, info_name=name, parent=context)
                yield from _with_commands(within, inner)


def variables() -> dict[str, tuple[str, list[str]]]:
    """Return, by environment variable, the option that it sets and the commands that have it."""
    found: dict[str, tuple[str, list[str]]] = {}
    for path, command, _context in commands():
        for parameter in command.params:
            if isinstance(parameter.envvar, str):
                found.setdefault(parameter.envvar, (parameter.opts[0], []))[1].append(path)
    return dict(sorted(found.items()))


def api_document() -> dict[str, Any]:
    """Return the API as it describes itself, by a register that is there for a moment only."""
    import django  # noqa: PLC0415 - only this page needs it
    from django.conf import settings  # noqa: PLC0415

    from trede.register.project.environment import make_keys  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        if not settings.configured:
            make_keys(Path(folder))
            os.environ |= {"TREDE_REGISTER": folder, "TREDE_MODE": "demo"}
            os.environ["DJANGO_SETTINGS_MODULE"] = "trede.register.project.settings"
            django.setup()
        from trede.register.api.description import describe  # noqa: PLC0415

        return describe()


def _kind(schema: Mapping[str, Any]) -> str:
    """Return what a value of a form in the API may be."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "x-code-list" in schema:
        codes = schema["x-code-list"]
        return f"code of [{codes}](code-lists.md#{codes})"
    for parts in ("anyOf", "oneOf"):
        if parts in schema:
            kinds = [_kind(part) for part in schema[parts] if part.get("type") != "null"]
            return " or ".join(dict.fromkeys(kinds))
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    chosen = schema.get("enum", [schema["const"]] if "const" in schema else [])
    if chosen:
        return ", ".join(f"`{each}`" for each in chosen)
    names = {"string": "text", "integer": "whole number", "boolean": "yes or no"}
    formats = {"date": "day", "date-time": "moment", "uri": "address"}
    return formats.get(schema.get("format", ""), names.get(schema.get("type", ""), "object"))


def _page(name: str, content: Mapping[str, object]) -> str:
    text = _environment().get_template(f"{name}.md.jinja").render(content)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _usage(command: click.Command, context: click.Context) -> str:
    return " ".join([context.command_path, *command.collect_usage_pieces(context)])


def _options(command: click.Command, context: click.Context) -> list[tuple[str, str]]:
    """Return the options of a command with their help; arguments stand in the usage."""
    records = (parameter.get_help_record(context) for parameter in command.get_params(context))
    options = [record for record in records if record is not None and record[0].startswith("-")]
    return [(names.replace("|", "/"), meaning) for names, meaning in options]


def _as_markdown(text: str | None) -> str:
    r"""Return a help text as Markdown; what \b keeps as it stands becomes a block of code."""
    blocks = re.split(r"\n\s*\n", cleandoc(text or ""))
    return "\n\n".join(_block(block.strip("\n")) for block in blocks if block.strip())


def _block(block: str) -> str:
    verbatim = block.removeprefix("\b")
    if verbatim != block:
        return f"```console\n{verbatim.strip()}\n```"
    example = re.fullmatch(r"Example: (trede .*)", " ".join(block.split()))
    return f"```console\n{example[1]}\n```" if example else " ".join(block.split())


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - the pages are Markdown, from our own texts
    )
    environment.globals |= {
        "tables": TABLES,
        "code_lists": shipped_lists(),
        "base_parameters": BASE_PARAMETERS,
    }
    environment.filters |= {
        "as_markdown": _as_markdown,
        "kind": _kind,
        "as_json": lambda content: json.dumps(content, indent=2, ensure_ascii=False),
        "cell": lambda text: " ".join(str(text).split()).replace("|", "\\|"),
        "options": _options,
        "sentence": lambda text: text[:1].upper() + text[1:].rstrip(".") + ".",
        "usage": _usage,
    }
    return environment


if __name__ == "__main__":
    only_check = "--check" in sys.argv
    for page in stale_pages() if only_check else write_pages():
        print(f"docs/reference/{page}")  # noqa: T201 - the script's own output
