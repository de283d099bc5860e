"""Makes the folder of a new register, with its keys. Knows nothing of Django."""

import json
from pathlib import Path

from trede.dossier.pseudonyms import read_or_make_key
from trede.errors import UsageError
from trede.language import translate as _
from trede.register.project.environment import KEYS_FILE, make_keys


class RegisterExistsError(UsageError):
    """There is a register in the folder already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "{folder} holds a register already and was left as it is. Choose another folder, "
                "or bring this one up to date with `trede register migrate`."
            ).format(folder=folder)
        )


def has_register(folder: Path) -> bool:
    """Tell whether a folder holds a register."""
    return (folder / KEYS_FILE).exists()


def create_folder(folder: Path, pseudonym_key: Path | None = None) -> None:
    """Make the folder of a register, open to its owner only, with new keys.

    ``pseudonym_key`` is the file with which dossiers were imported: with the same key the same
    person has the same pseudonym here. Raises :class:`RegisterExistsError`.
    """
    if has_register(folder):
        raise RegisterExistsError(folder)
    pseudonyms = None if pseudonym_key is None else read_or_make_key(pseudonym_key).decode()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    make_keys(folder)
    (folder / "static").mkdir(exist_ok=True)
    if pseudonyms is not None:
        path = folder / KEYS_FILE
        keys = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**keys, "pseudonyms": pseudonyms}, indent=1) + "\n", "utf-8")
