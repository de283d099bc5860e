"""The Spark SQL of every rule and table, kept so that a new sqlglot shows as a difference.

``python -m tests.golden`` writes the files anew; look at the difference before keeping it.
"""

from pathlib import Path

from trede.dossier.tables import TABLES
from trede.measures.composition import compose
from trede.measures.engines.cluster import to_spark
from trede.measures.library import Library, read_library

FOLDER = Path(__file__).parent / "spark"
TABLES_FILE = "tables.sql"
LOOKED_AT = {"as_of": "2006-02-28", "known_at": "2006-02-28"}
"""The day and the moment as of which the tables are shown; rules have their defaults."""


def generate() -> dict[str, str]:
    """Return the text of every golden file, by name."""
    library = read_library()
    defaults = {name: p.parse(p.default) for name, p in library.parameters.items()}
    looked_at = {name: library.parameters[name].parse(text) for name, text in LOOKED_AT.items()}
    files = {f"{rule}.sql": _rule(library, rule, defaults) for rule in library.rules}
    seen: dict[str, str] = {}
    for rule in library.rules:
        steps = compose(library, rule, defaults | looked_at).steps
        seen |= {step.name: to_spark(step.sql) for step in steps if step.name in TABLES}
    files[TABLES_FILE] = "".join(f"-- {name}\n{seen[name]}\n\n" for name in sorted(seen))
    return files


def _rule(library: Library, rule: str, parameters: dict[str, object]) -> str:
    """Return the step of a rule itself; those it is built on have files of their own."""
    return to_spark(compose(library, rule, parameters).step(rule).sql) + "\n"


def update() -> list[str]:
    """Write all golden files anew and return the names of those that changed."""
    FOLDER.mkdir(exist_ok=True)
    wanted = generate()
    former = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.sql")}
    for name in former.keys() - wanted.keys():
        (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    names = former.keys() | wanted.keys()
    return sorted(name for name in names if former.get(name) != wanted.get(name))
