"""Writes the made-up extracts in this folder: ``python examples/generate.py``.

The same seed gives the same files, byte for byte.
"""

from datetime import date
from pathlib import Path

from made_up import cohort, file_study
from made_up.drawing import Draw

HERE = Path(__file__).parent


def main() -> None:
    """Write every example into its own folder."""
    study = file_study.Study(date(2004, 1, 1), date(2004, 3, 31), date(2005, 2, 28), files=60)
    file_study.write_file_study(HERE / "iwi-2007", study, Draw(2007))
    municipality = cohort.Study(
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
    cohort.write_cohort(HERE / "rwi-2004" / "gemeente-voorbeeld", municipality, Draw(2004))


if __name__ == "__main__":
    main()
