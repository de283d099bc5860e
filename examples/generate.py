# ruff: noqa: INP001 - a script, not a package
"""Writes the made-up extracts in this folder: ``python examples/generate.py``.

The same seed gives the same files, byte for byte.
"""

from datetime import date
from pathlib import Path

from made_up import cohort, file_study, five_systems
from made_up.clients import Period
from made_up.drawing import Draw

HERE = Path(__file__).parent
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


def main() -> None:
    """Write every example into its own folder."""
    file_study.write_file_study(HERE / "iwi-2007", FILE_STUDY, Draw(11))
    cohort.write_cohort(HERE / "rwi-2004" / "gemeente-voorbeeld", COHORT, Draw(3))
    five_systems.write_five_systems(HERE / "amsterdam-2007", SYSTEMS, Draw(67))


if __name__ == "__main__":
    main()
