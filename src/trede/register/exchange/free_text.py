"""Columns in which people write freely, and may name others: they can be left out of a dossier."""

from collections.abc import Mapping
from types import MappingProxyType

import pyarrow as pa

from trede.dossier.tables import TABLES

FREE_TEXT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "absences": ("explanation",),
        "answers": ("answer",),
        "appointments": ("purpose",),
        "attendance_days": ("explanation",),
        "classifications": ("reason",),
        "contacts": ("summary",),
        "contract_evaluations": ("finding",),
        "contract_extensions": ("motive",),
        "contract_versions": ("motive",),
        "costs": ("description",),
        "diagnoses": ("finding",),
        "exemptions": ("evidence",),
        "extension_advices": ("grounds", "reason"),
        "invoice_lines": ("drop_reason",),
        "ledger_entries": ("description",),
        "own_purchases": ("name", "supplier", "motive", "explanation"),
        "placements": ("employer", "function"),
        "plans": ("goal", "client_wish", "motive", "fit", "expected_result", "refusal"),
        "product_prices": ("motive",),
        "progress_reports": ("progress", "obstacles", "next_steps", "remark"),
        "proposed_plans": ("goal", "steps", "expected_result", "remark"),
        "provider_contacts": ("name", "task", "email", "telephone"),
        "reconciliation_differences": ("client", "theirs", "ours", "settlement"),
        "referrals": ("question", "motive", "explanation", "recall_reason"),
        "sanctions": ("motive",),
        "signals": ("description", "finding"),
        "tender_lots": ("award_motive",),
        "tender_offers": ("selection_motive",),
        "tender_scores": ("motive",),
        "tenders": ("procedure_motive", "withdrawal_motive"),
        "three_way_talks": ("explanation", "agreement"),
        "trajectories": ("motive",),
    }
)
"""The columns with free text, by table."""


def without_free_text(table: str, content: pa.Table) -> pa.Table:
    """Return rows with their free text left out: empty, or an empty text where one is required."""
    for name in FREE_TEXT.get(table, ()):
        position = content.schema.get_field_index(name)
        blank = "" if TABLES[table].column(name).required else None
        cells = pa.repeat(pa.scalar(blank, pa.string()), len(content))
        content = content.set_column(position, content.schema.field(position), cells)
    return content
