"""The manifest of a dossier: what it is, from whom, with which dates, and what it should hold."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trede.errors import BadInputError
from trede.language import translate as _

SCHEMA_VERSION = 1
MANIFEST_FILE = "manifest.json"


class NotADossierError(BadInputError):
    """A folder was offered that is not a whole dossier."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            _(
                "{path} is not a dossier: {why}. Make one with `trede import` or `trede synth`."
            ).format(path=path, why=why)
        )


@dataclass(frozen=True)
class Manifest:
    """What a dossier says of itself.

    ``producer`` names the profile or command that made it. ``settings`` holds the values that
    measures take by default on this dossier (the inflow window of the study, its last day of
    observation ...), as texts by parameter name. ``rows`` and ``hashes`` are per table.
    """

    producer: str
    settings: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    schema_version: int = SCHEMA_VERSION

    def write(self, folder: Path) -> None:
        """Write the manifest into a folder."""
        content = {
            "schema_version": self.schema_version,
            "producer": self.producer,
            "settings": dict(sorted(self.settings.items())),
            "rows": dict(sorted(self.rows.items())),
            "hashes": dict(sorted(self.hashes.items())),
        }
        text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
        (folder / MANIFEST_FILE).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a dossier; raises :class:`NotADossierError`."""
    path = folder / MANIFEST_FILE
    if not path.is_file():
        raise NotADossierError(folder, _("there is no {file} in it").format(file=MANIFEST_FILE))
    try:
        manifest = Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise NotADossierError(folder, f"{MANIFEST_FILE}: {error}") from error
    if manifest.schema_version != SCHEMA_VERSION:
        why = _("its tables have version {found}, this Trede reads version {expected}").format(
            found=manifest.schema_version, expected=SCHEMA_VERSION
        )
        raise NotADossierError(folder, why)
    return manifest


def holds_dossier(folder: Path) -> bool:
    """Tell whether a folder holds a dossier, of whatever version of Trede."""
    try:
        content = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and {"schema_version", "producer", "hashes"} <= content.keys()
