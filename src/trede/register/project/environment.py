"""The settings of a register, read once from the environment and refused where they are unsafe.

A register lives in a folder (``TREDE_REGISTER``) with its keys and, unless another database is
named, its SQLite file. Every value can be given by the environment instead.
"""

import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from trede.errors import UsageError
from trede.language import translate as _

KEYS_FILE = "keys.json"
DATABASE_FILE = "register.sqlite3"
SHORTEST_SECRET = 50
EXAMPLE = "Gemeente Voorbeeld"
"""The municipality of a demonstration."""


class UnsafeSettingError(UsageError):
    """A setting is missing or not safe to run with."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(_("{name}: {why}").format(name=name, why=why))


class Mode(Enum):
    """How the register runs: to be tried by anyone on this machine, or for real."""

    DEMO = "demo"
    PRODUCTION = "production"


@dataclass(frozen=True)
class Keys:
    """The secrets of a register. Whoever has them can read its citizen service numbers.

    ``signing`` signs sessions; ``numbers`` encrypts citizen service numbers; ``pseudonyms`` makes
    the pseudonym of a person, the same as in dossiers imported with the same key.
    """

    signing: str
    numbers: str
    pseudonyms: str


@dataclass(frozen=True)
class SingleSignOn:
    """Where a municipality's own sign-in (OpenID Connect) is found.

    ``claim`` is the part of its answer in which the user name stands.
    """

    issuer: str
    client: str
    secret: str
    claim: str = "preferred_username"


@dataclass(frozen=True)
class Environment:
    """Everything that differs between one register and another."""

    folder: Path
    mode: Mode
    keys: Keys
    database: Mapping[str, object]
    hosts: tuple[str, ...]
    single_sign_on: SingleSignOn | None
    workers: int
    municipality: str

    @property
    def is_demo(self) -> bool:
        """Whether the register is a demonstration: no second factor, no encrypted connection."""
        return self.mode is Mode.DEMO


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Read the settings; raises :class:`UnsafeSettingError`."""
    folder = _folder(variables)
    mode = _mode(variables)
    hosts = tuple(filter(None, variables.get("TREDE_HOSTS", "").split(",")))
    if mode is Mode.DEMO:
        hosts = hosts or ("localhost", "127.0.0.1", "[::1]")
    _check_hosts(hosts)
    _check_clock(mode, variables)
    return Environment(
        folder=folder,
        mode=mode,
        keys=_keys(folder, variables),
        database=_database(folder, variables.get("TREDE_DATABASE")),
        hosts=hosts,
        single_sign_on=_single_sign_on(variables),
        workers=_workers(variables.get("TREDE_WORKERS", "3")),
        municipality=_municipality(mode, variables),
    )


def make_keys(folder: Path) -> None:
    """Write new keys into the folder of a register, readable by its owner only."""
    path = folder / KEYS_FILE
    path.touch(mode=0o600, exist_ok=False)
    keys = {
        "signing": secrets.token_urlsafe(64),
        "numbers": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "pseudonyms": secrets.token_hex(32),
    }
    path.write_text(json.dumps(keys, indent=1) + "\n", encoding="utf-8")


def _folder(variables: Mapping[str, str]) -> Path:
    named = variables.get("TREDE_REGISTER")
    if not named:
        why = _("name the folder of the register; make one with `trede register create`")
        raise UnsafeSettingError("TREDE_REGISTER", why)
    folder = Path(named).absolute()
    if not folder.is_dir():
        why = _("there is no folder {folder}; make it with `trede register create`")
        raise UnsafeSettingError("TREDE_REGISTER", why.format(folder=folder))
    return folder


def _mode(variables: Mapping[str, str]) -> Mode:
    found = variables.get("TREDE_MODE", Mode.PRODUCTION.value)
    try:
        return Mode(found)
    except ValueError:
        why = _("'{found}' is no mode; choose demo or production").format(found=found)
        raise UnsafeSettingError("TREDE_MODE", why) from None


def _workers(found: str) -> int:
    if not (found.isascii() and found.isdigit() and int(found)):
        why = _("'{found}' is no number of processes; write 2, for instance").format(found=found)
        raise UnsafeSettingError("TREDE_WORKERS", why)
    return int(found)


def _check_hosts(hosts: tuple[str, ...]) -> None:
    if not hosts:
        why = _("name the addresses at which the register is reached, with commas between")
        raise UnsafeSettingError("TREDE_HOSTS", why)
    if any("*" in host for host in hosts):
        why = _("'*' would let the register answer to any name; name its own addresses")
        raise UnsafeSettingError("TREDE_HOSTS", why)


def _check_clock(mode: Mode, variables: Mapping[str, str]) -> None:
    if mode is Mode.PRODUCTION and variables.get("TREDE_NOW"):
        why = _("a clock that stands still is for a demonstration; leave it out in production")
        raise UnsafeSettingError("TREDE_NOW", why)


def _municipality(mode: Mode, variables: Mapping[str, str]) -> str:
    named = variables.get("TREDE_MUNICIPALITY", "").strip()
    if not named and mode is Mode.PRODUCTION:
        why = _("name the municipality: decisions and plans on paper carry it")
        raise UnsafeSettingError("TREDE_MUNICIPALITY", why)
    return named or EXAMPLE


def _keys(folder: Path, variables: Mapping[str, str]) -> Keys:
    path = folder / KEYS_FILE
    stored = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    found = {}
    for name in ("signing", "numbers", "pseudonyms"):
        variable = f"TREDE_{name.upper()}_KEY"
        value = variables.get(variable) or stored.get(name)
        if not value:
            why = _("there is no key; restore {path} or set the variable").format(path=path)
            raise UnsafeSettingError(variable, why)
        found[name] = value
    if len(found["signing"]) < SHORTEST_SECRET:
        why = _("the key is shorter than {length} characters").format(length=SHORTEST_SECRET)
        raise UnsafeSettingError("TREDE_SIGNING_KEY", why)
    return Keys(**found)


def _database(folder: Path, address: str | None) -> Mapping[str, object]:
    """Return Django's description of the database; SQLite in the folder unless one is named."""
    if address is None:
        return _sqlite(folder / DATABASE_FILE)
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        why = _("expected postgresql://user:password@host:port/name")
        raise UnsafeSettingError("TREDE_DATABASE", why)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path) -> Mapping[str, object]:
    """Describe SQLite so that writes wait for each other and a reader never waits for a writer."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "pragma journal_mode=wal; pragma synchronous=normal;",
        },
    }


def _single_sign_on(variables: Mapping[str, str]) -> SingleSignOn | None:
    issuer = variables.get("TREDE_OIDC_ISSUER")
    if not issuer:
        return None
    if not issuer.startswith("https://"):
        raise UnsafeSettingError("TREDE_OIDC_ISSUER", _("the address must begin with https://"))
    for name in ("TREDE_OIDC_CLIENT", "TREDE_OIDC_SECRET"):
        if not variables.get(name):
            raise UnsafeSettingError(name, _("is needed beside TREDE_OIDC_ISSUER"))
    claim = variables.get("TREDE_OIDC_CLAIM", SingleSignOn.claim)
    client, secret = variables["TREDE_OIDC_CLIENT"], variables["TREDE_OIDC_SECRET"]
    return SingleSignOn(issuer, client, secret, claim)
