"""The commands of the register as an administrator types them, from creating to restoring."""

import json
import shutil
import signal
import subprocess
import sys

import pytest

from trede.dossier.storage import Dossier
from trede.register.operation.creating import create_folder


@pytest.fixture(scope="module")
def backup(filled, tmp_path_factory):
    """A backup of the register with the made-up municipality."""
    file = tmp_path_factory.mktemp("backups") / "monday.trede"
    made = filled.trede("backup", file)
    assert made.returncode == 0, made.stderr
    return file


def test_a_new_register_has_keys_that_only_its_owner_reads(registers):
    register = registers.new()
    assert (register.folder / "keys.json").stat().st_mode & 0o777 == 0o600
    assert register.folder.stat().st_mode & 0o077 == 0
    again = register.trede("create", register.folder)
    assert again.returncode == 2
    assert "holds a register already and was left as it is" in again.stderr


def test_a_new_register_takes_over_the_key_for_pseudonyms(tmp_path):
    key = tmp_path / "pseudonyms.key"
    key.write_text("k" * 64 + "\n", encoding="ascii")
    create_folder(tmp_path / "register", key)
    keys = json.loads((tmp_path / "register" / "keys.json").read_text(encoding="utf-8"))
    assert keys["pseudonyms"] == "k" * 64


def test_without_a_folder_a_command_says_what_to_do(registers):
    register = registers.place()
    del register.environment["TREDE_REGISTER"]
    ended = register.trede("health")
    assert ended.returncode == 2
    assert "make one with `trede register create`" in ended.stderr


def test_loading_twice_is_refused_and_changes_nothing(filled, filled_rows, dossier):
    again = filled.trede("load", dossier)
    assert again.returncode == 2
    assert "are on file already" in again.stderr
    assert filled.everything() == filled_rows


def test_a_load_that_is_killed_leaves_nothing(registers, dossier):
    register = registers.empty()
    before = register.everything()
    load = subprocess.Popen(
        [sys.executable, "-m", "trede.cli", "register", "load", str(dossier)],
        env=register.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    with load:
        for line in load.stderr:
            if "trajectories:" in line:
                load.send_signal(signal.SIGKILL)
                break
    assert load.returncode == -signal.SIGKILL
    assert register.everything() == before
    assert register.trede("load", dossier).returncode == 0


def test_an_export_is_brought_up_to_date_and_has_no_findings(filled, tmp_path):
    first = filled.trede("export", tmp_path / "export")
    assert first.returncode == 0, first.stderr
    again = filled.trede("export", tmp_path / "export")
    assert "0 tables written anew" in again.stdout
    assert Dossier(tmp_path / "export").manifest.settings["observed_until"] == "2026-03-31"
    refused = filled.trede("export", tmp_path / "new", "--refresh")
    assert refused.returncode == 2
    assert "Leave out --refresh to make one" in refused.stderr


def test_what_is_read_for_an_export_is_of_one_moment_while_others_write(registers, filled):
    register = registers.copy(filled)
    counted = register.python(
        "import os, subprocess, sys\n"
        "from trede.register.exchange.bulk import read\n"
        "from trede.register.exchange.snapshot import consistent_snapshot\n"
        "write = '''\n"
        "from trede.cli.opening import open_register; open_register()\n"
        "from datetime import date\n"
        "from trede.register.facts.journal import open_journal\n"
        "from trede.register.facts.models import believed\n"
        "person = believed('persons').first().person_id\n"
        "row = dict(contact_id='C-new', person_id=person, contact_on=date(2026, 3, 30))\n"
        "with open_journal(author=None, step='contact') as journal:\n"
        "    journal.record('contacts', row)\n"
        "'''\n"
        "with consistent_snapshot():\n"
        "    before = len(read('contacts'))\n"
        "    subprocess.run([sys.executable, '-c', write], check=True)\n"
        "    during = len(read('contacts'))\n"
        "print(during - before, len(read('contacts')) - before)\n"
    )
    assert counted == "0 1"


def test_a_backup_tells_what_is_in_it_and_holds_no_keys(filled, filled_rows, backup, tmp_path):
    shutil.unpack_archive(backup, tmp_path, "zip")
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["rows"] == {name: len(rows) for name, rows in filled_rows.items()}
    assert manifest["migrations"]["facts"].startswith("0001")
    content = backup.read_bytes() + b"".join(
        path.read_bytes() for path in tmp_path.iterdir() if path.name != "keys.json"
    )
    keys = json.loads((filled.folder / "keys.json").read_text(encoding="utf-8"))
    assert not [name for name, key in keys.items() if key.encode() in content]
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_restored_register_has_the_same_rows_in_every_table(filled_rows, backup, registers):
    register = registers.empty()
    restored = register.trede("restore", backup)
    assert restored.returncode == 0, restored.stderr
    assert register.everything() == filled_rows
    refused = register.trede("restore", backup)
    assert refused.returncode == 2
    assert "clients, which the backup would replace" in refused.stderr
    register.trede("user", "add", "bea", "--role", "auditor", asked="a very long password\n")
    assert register.trede("restore", backup, "--replace").returncode == 0
    assert register.everything() == filled_rows


def test_a_backup_of_other_keys_is_refused(backup, registers):
    register = registers.new()
    refused = register.trede("restore", backup)
    assert refused.returncode == 3
    assert "Put back its keys.json. The register was left as it is." in refused.stderr


def test_a_damaged_backup_is_refused(filled, filled_rows, backup, tmp_path):
    damaged = bytearray(backup.read_bytes())
    damaged[len(damaged) // 2] ^= 255
    for content in (b"", b"no backup", damaged):
        file = tmp_path / "damaged.trede"
        file.write_bytes(content)
        refused = filled.trede("restore", file, "--replace")
        assert refused.returncode == 3
        assert "The register was left as it is." in refused.stderr
    assert filled.everything() == filled_rows


def test_the_nightly_run_makes_a_register_well(registers, filled):
    register = registers.copy(filled)
    ailing = register.trede("health")
    assert ailing.returncode == 1
    assert "nightly run           never" in ailing.stdout
    assert "run `trede register nightly`" in ailing.stdout
    done = register.trede("nightly")
    assert done.returncode == 0, done.stderr
    assert register.trede("health").returncode == 0
    assert Dossier(register.folder / "figures").manifest.producer == "register"


def test_a_password_is_asked_and_must_not_be_guessable(filled):
    weak = filled.trede("user", "add", "bea", "--role", "administrator", asked="password\n")
    assert weak.returncode == 2
    assert "at least 12" in weak.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["register"],
        ["register", "user"],
        *(["register", name] for name in ("create", "load", "export", "backup", "serve", "demo")),
        ["register", "user", "add"],
    ],
)
def test_help_comes_without_loading_the_register(words):
    program = (
        "import sys\n"
        "from trede.cli.main import trede\n"
        f"trede.main({[*words, '--help']!r}, standalone_mode=False)\n"
        "print([name for name in ('django', 'duckdb', 'granian') if name in sys.modules])\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert ended.stdout.splitlines()[-1] == "[]"


def test_pages_are_not_served_before_it_is_known_at_which_address(registers):
    refused = registers.empty().in_production().trede("serve")
    assert refused.returncode == 2
    assert refused.stderr.startswith("TREDE_HOSTS: name the addresses")


def test_pages_are_not_served_for_a_municipality_without_a_name(registers):
    register = registers.empty().in_production()
    register.environment["TREDE_HOSTS"] = "trede.example.nl"
    refused = register.trede("serve")
    assert refused.returncode == 2
    assert refused.stderr.startswith("TREDE_MUNICIPALITY: name the municipality")


def test_a_clock_that_stands_still_is_refused_in_production(registers):
    register = registers.empty().in_production()
    assert register.trede("health").returncode == 1
    register.environment["TREDE_NOW"] = "2026-03-31T09:00"
    refused = register.trede("health")
    assert refused.returncode == 2
    assert refused.stderr.startswith("TREDE_NOW: a clock that stands still is for a demonstration")


def test_names_come_after_the_facts_by_a_command_of_their_own(registers, tmp_path):
    register = registers.empty()
    file = tmp_path / "clients.csv"
    file.write_text("bsn;voornamen;achternaam\n;Ana;Meer\n111222333;Bo;Bos\n", encoding="utf-8")
    ended = register.trede("identities", file)
    assert ended.returncode == 0, ended.stderr
    assert "citizen_service_number is empty" in ended.stdout
    assert "no client has this citizen service number" in ended.stdout
    assert (
        "Identities: 2 rows read, 0 used, 2 not used; 0 clients have no name yet." in ended.stdout
    )
