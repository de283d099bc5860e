"""The register's facts as a dossier: of one moment, brought up to date, checked."""

from datetime import date, datetime

import pytest

from tests.register.exchange.small_registers import TODAY, contents, rows
from trede.dossier.checks import check_dossier
from trede.dossier.columns import ColumnType
from trede.dossier.storage import Dossier
from trede.dossier.tables import TABLES
from trede.register.exchange.exporting import export_dossier, refresh_dossier, settings_on
from trede.register.exchange.free_text import FREE_TEXT
from trede.register.exchange.loading import load_dossier
from trede.register.exchange.watermarks import NotAnExportError, check_is_export
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed, model_of
from trede.register.facts.versions import Change

pytestmark = pytest.mark.django_db

NOT_FREE = {
    "absences": {"reported_by"},
    "attendances": {"employment_number"},
    "benefit_spells": {"destination"},
    "budgets": {"purpose"},
    "case_manager_assignments": {"team"},
    "classifications": {"value", "proposed_value"},
    "code_groups": {"group"},
    "codes": {"label_nl", "label_en", "origin"},
    "contract_versions": {"terms"},
    "contract_clauses": {"article", "checked_by"},
    "contract_extensions": {"decided_by"},
    "contracts": {"name", "registered_in", "category", "personal_data"},
    "exemptions": {"found_in"},
    "exit_verifications": {"verified_with"},
    "findings": {"value"},
    "goals": {"name", "measure"},
    "import_rows": {"verdict", "column", "value"},
    "municipalities": {"cluster"},
    "participations": {"name"},
    "extension_advices": {"given_by", "answered_by"},
    "invoice_lines": {"term", "period", "dropped_by"},
    "invoices": {"number", "sent_by"},
    "line_approvals": {"approved_by"},
    "own_purchases": {"asked_by", "decided_by", "paid_by"},
    "payment_exports": {"exported_by"},
    "payments": {"term", "period"},
    "persons": {"client_number"},
    "placements": {"verified_with"},
    "premium_claims": {"premium", "claimed_by"},
    "premium_evidence": {"document"},
    "progress_reports": {"name", "written_by", "answered_by"},
    "products": {"name", "target_group", "method"},
    "providers": {"name", "company_group", "specialisation", "place"},
    "reconciliation_differences": {"settled_by"},
    "reconciliations": {"made_by"},
    "referrals": {"referred_by", "answered_by"},
    "sanctions": {"trajectory_kind", "proposed_by", "decided_by"},
    "signals": {"rule"},
    "tender_criteria": {"name", "explanation"},
    "tender_lots": {"name", "target_group", "awarded_by"},
    "tender_offers": {"selected_by"},
    "tender_scores": {"scored_by"},
    "tenders": {"name", "description", "category", "opened_by"},
    "answers": {"question"},
    "trajectories": {"rung"},
    "proposed_plans": {"proposed_by", "answered_by"},
    "three_way_talks": {"signalled_by"},
}
"""Texts that are names, numbers or values of a scale."""


def a_contact(summary: str) -> None:
    """Record a contact with the first client, as people do."""
    person = believed("persons").order_by("person_id").first()
    with open_journal(author=None, step="contact") as journal:
        journal.record(
            "contacts",
            {
                "contact_id": f"C-{summary}",
                "person_id": person.person_id,
                "contact_on": TODAY,
                "kind": "office",
                "held": True,
                "summary": summary,
            },
        )


def test_only_the_table_that_changed_is_written_anew(municipality, tmp_path):
    load_dossier(municipality)
    export_dossier(tmp_path / "export", TODAY)
    a_contact("first")
    assert refresh_dossier(tmp_path / "export", TODAY).rewritten == ("contacts",)
    export_dossier(tmp_path / "whole", TODAY)
    assert contents(tmp_path / "export") == contents(tmp_path / "whole")


def test_nothing_is_written_anew_when_nothing_changed(municipality, tmp_path):
    load_dossier(municipality)
    whole = export_dossier(tmp_path / "export", TODAY)
    before = contents(tmp_path / "export")
    again = refresh_dossier(tmp_path / "export", TODAY)
    assert (again.rewritten, again.rows) == ((), whole.rows)
    assert contents(tmp_path / "export") == before


def test_a_change_that_was_under_way_during_an_export_is_not_missed(municipality, tmp_path):
    load_dossier(municipality)
    newest = Change.objects.get().pk
    Change.objects.create(pk=newest + 2, at=datetime(2026, 3, 30, 9, 1), step="quick")
    refresh_dossier(tmp_path / "export", TODAY)
    late = Change(pk=newest + 1, at=datetime(2026, 3, 30, 9, 0), step="late", tables=["pickups"])
    late.save()
    model_of("pickups").objects.create(
        pickup_id="U1",
        person_id=believed("persons").first().person_id,
        picked_up_on=TODAY,
        recorded_at=late.at,
        recorded_in=late,
        source="register",
    )
    refresh_dossier(tmp_path / "export", TODAY)
    assert "U1" in Dossier(tmp_path / "export").read("pickups")["pickup_id"].to_pylist()


def test_the_export_of_another_register_is_made_anew(municipality, tmp_path):
    load_dossier(municipality)
    refresh_dossier(tmp_path / "export", TODAY)
    Change.objects.update(at=datetime(2026, 2, 2, 8, 0))
    assert len(refresh_dossier(tmp_path / "export", TODAY).rewritten) > 1


def test_free_text_is_left_out_when_asked(municipality, tmp_path):
    load_dossier(municipality)
    a_contact("what the client told")
    export_dossier(tmp_path / "with", TODAY)
    export_dossier(tmp_path / "without", TODAY, free_text=False)
    told, untold = Dossier(tmp_path / "with"), Dossier(tmp_path / "without")
    assert "what the client told" in told.read("contacts")["summary"].to_pylist()
    for table, columns in FREE_TEXT.items():
        for column in columns:
            assert set(untold.read(table)[column].to_pylist()) <= {None, ""}
    refresh_dossier(tmp_path / "with", TODAY, free_text=False)
    assert contents(tmp_path / "with") == contents(tmp_path / "without")


def test_every_column_with_texts_is_known_to_be_free_or_not():
    texts = {
        (name, column.name)
        for name, table in TABLES.items()
        for column in table.own_columns
        if column.type is ColumnType.TEXT
        and not (column.codes or column.references or column.name.endswith("_id"))
        and column.name not in table.key
    }
    free = {(table, column) for table, columns in FREE_TEXT.items() for column in columns}
    others = {(table, column) for table, columns in NOT_FREE.items() for column in columns}
    assert texts == free | others
    assert not free & others


def test_a_check_of_the_export_finds_what_it_found_in_what_was_loaded(municipality, tmp_path):
    load_dossier(municipality)
    export_dossier(tmp_path / "export", TODAY)
    exported = Dossier(tmp_path / "export")
    assert check_dossier(exported.folder, exported.manifest).to_pylist() == []
    assert exported.manifest.producer == "register"
    assert rows(exported.folder) == rows(municipality.folder)


def test_code_lists_of_trede_are_in_the_export_of_an_empty_register(tmp_path):
    export_dossier(tmp_path / "export", TODAY)
    codes = Dossier(tmp_path / "export").read("codes").to_pylist()
    assert {"scheme", "exit_reason"} <= {row["list"] for row in codes}


def test_a_folder_that_is_no_export_is_not_refreshed(municipality):
    with pytest.raises(NotAnExportError, match="is no export of a register"):
        check_is_export(municipality.folder)


@pytest.mark.parametrize(
    ("today", "inflow_year"),
    [(date(2026, 3, 31), 2024), (date(2026, 12, 30), 2024), (date(2026, 12, 31), 2025)],
)
def test_measures_look_by_default_at_the_last_inflow_observed_for_a_year(today, inflow_year):
    settings = settings_on(today)
    assert (settings["inflow_from"], settings["inflow_to"]) == (
        f"{inflow_year}-01-01",
        f"{inflow_year}-12-31",
    )
    assert settings["observed_until"] == today.isoformat()
