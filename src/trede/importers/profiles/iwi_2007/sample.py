"""What goes with the client files: the grouping of exit reasons, and the sample."""

from trede.importers.extracts import Row
from trede.importers.profile import Import
from trede.importers.profiles.iwi_2007.files import LOST, REASON_GROUPS, SAMPLE, SOURCE


def read_reason_groups(imported: Import) -> None:
    """Read the groupings of exit reasons; a reason that stands there twice keeps its first row."""
    seen: set[str | None] = set()
    for row in imported.extracts.rows(REASON_GROUPS):
        code = row.text("reden_uitstroom")
        if code in seen:
            imported.extracts.reject(row, "number_used_twice", "reden_uitstroom", code)
            continue
        seen.add(code)
        groups: dict[str, str | None] = {
            "tabel3": row.text("groep_tabel3"),
            "keten": row.text("groep_keten"),
            "figuur15": row.text("groep_figuur15"),
            "leaves_chain": "yes" if row.flag("uit_de_keten") else "no",
            "to_work": "yes" if _is_work(row) else "no",
        }
        for grouping, group in groups.items():
            imported.facts.add(
                "code_groups",
                {
                    "list": "exit_reason",
                    "grouping": grouping,
                    "code": code,
                    "group": group,
                    "source": SOURCE,
                },
            )
        imported.extracts.use(row)


def _is_work(row: Row) -> bool:
    group = (row.text("groep_tabel3") or "").casefold()
    return group == "werk" or row.text("reden_uitstroom") == "work"


def read_sample(imported: Import) -> None:
    """Read the municipalities of the sample and the files that were lost."""
    for row in imported.extracts.rows(SAMPLE):
        imported.facts.add(
            "municipalities",
            {
                "municipality_id": row.text("gemeente"),
                "size_class": row.text("omvang"),
                "region": row.text("regio"),
                "is_large_city": row.flag("g4"),
                "inflow_before": row.number("instroom_2004"),
                "cluster": row.text("cluster"),
                "shared_office": row.flag("bedrijfsverzamelgebouw"),
                "files_drawn": row.number("dossiers_getrokken"),
                "files_lost": row.number("dossiers_verloren"),
                "files_examined": row.number("dossiers_onderzocht"),
                "source": SOURCE,
            },
        )
        imported.extracts.use(row)
    for row in imported.extracts.rows(LOST):
        imported.facts.add(
            "lost_files",
            {
                "file_number": row.text("dossiernummer"),
                "municipality_id": row.text("gemeente"),
                "source": SOURCE,
            },
        )
        imported.extracts.use(row)
