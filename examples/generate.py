# ruff: noqa: INP001 - a script, not a package
"""Writes the made-up extracts: ``python examples/generate.py [FOLDER]``.

Without a folder they are written beside this script. The same seed gives the same rows.
"""

import sys
from datetime import date
from pathlib import Path

from made_up import cohort, file_study, five_systems
from made_up.clients import Period
from made_up.drawing import Draw

FILE_STUDY = file_study.Study(date(2004, 1, 1), date(2004, 3, 31), date(2005, 2, 28), files=60)
COHORT = cohort.Study(
    municipality="Voorbeeldstad",
    definition="plan of instrument",
    inflow_from=date(2003, 3, 1),
    inflow_to=date(2004, 2, 29),
    measured_on=date(2005, 2, 28),
    follow_up_on=date(2005, 8, 31),
    first_query_on=date(2005, 3, 15),
    register_on=date(2005, 9, 1),
    central_until=date(2005, 3, 31),
    clients=80,
)
SYSTEMS = five_systems.Municipality(
    Period(date(2004, 1, 1), date(2006, 6, 30)), clients=150, contracts=22
)


def main(folder: Path) -> None:
    """Write every example into a folder of its own within ``folder``."""
    file_study.write_file_study(folder / "iwi-2007", FILE_STUDY, Draw(11))
    cohort.write_cohort(folder / "rwi-2004" / "gemeente-voorbeeld", COHORT, Draw(3))
    five_systems.write_five_systems(folder / "amsterdam-2007", SYSTEMS, Draw(43))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
