"""The rates a made-up municipality is drawn from, each with the report it was published in.

``iwi-2007 F2`` means: the catalogue of that report, section F2. Rates without a source are not
published; they were chosen so that what is published comes out.
"""

from enum import IntEnum

from trede.synthesis.randomness import Period, table_of


class Course(IntEnum):
    """What becomes of a new spell of benefit within its first year."""

    EXEMPT_LEAVES = 0
    EXEMPT_STAYS = 1
    TRAJECTORY_LEAVES = 2
    TRAJECTORY_STAYS = 3
    LEAVES = 4
    STAYS = 5
    STOCK = 6
    """The spell began before the first day of the dossier."""


PHASES = ("1", "2", "3", "4", "undetermined", "unknown")
"""Phases; the rates of the last two are those the report calls other."""

PHASE_AT_INFLOW = (255, 178, 261, 424, 100, 40)
"""iwi-2007 F2 (Tabel 2), phase of 1,258 clients who entered."""

PHASE_OF_STOCK = (5, 8, 20, 55, 5, 7)

COURSES = table_of(
    [
        [0, 4, 40, 34, 132, 45],
        [1, 2, 38, 42, 54, 41],
        [5, 11, 35, 69, 61, 80],
        [55, 84, 24, 49, 76, 136],
        [5, 12, 23, 31, 33, 36],
        [5, 12, 23, 31, 33, 36],
    ]
)
"""iwi-2007 F2 (Tabel 2), by phase: exempt and left or not, V1, V2, V3, and open (N1 to N3)."""

EXIT_BAND = table_of([[0, 90, 121], [90, 181, 119], [181, 350, 232]])
"""iwi-2007 F4: first and last day after inflow of three terms, and exits among 1,258 clients."""

BAND_WITH_TRAJECTORY = (16, 40, 104)
BAND_WITHOUT_TRAJECTORY = (174, 91, 157)
"""iwi-2007 M5: exits per term; together 190, 131 and 261, the later ones having a trajectory."""

REASON_GROUPS = ("work", "other_benefit", "personal", "culpable")
REASON_GROUP_BY_PHASE = table_of(
    [
        [110, 16, 28, 22],
        [56, 12, 15, 12],
        [46, 16, 26, 16],
        [35, 26, 80, 17],
        [27, 10, 15, 9],
        [27, 10, 15, 9],
    ]
)
"""iwi-2007 M4: exits by phase and group of reasons."""

WORK_ODDS_BY_BAND = (1.7, 1.12, 0.58)
"""iwi-2007 F4: more than half of the exits are to work at first, a third after half a year."""

EXIT_REASONS = (
    "work",
    "disability_benefit_young",
    "other_benefit",
    "moved_benefit_continued",
    "moved_municipality",
    "removal",
    "study",
    "partner",
    "partner_income",
    "other_income",
    "detention",
    "death",
    "no_information",
    "fraud",
    "other",
    "unknown",
    "state_pension",
)
REASON_IN_GROUP = table_of(
    [
        [274, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 22, 8, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 51, 0, 38, 40, 0, 0, 20, 2, 0, 0, 9, 4, 0],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 72, 4, 0, 0, 0],
    ]
)
"""iwi-2007 M4: fine reasons of 594 exits, by group."""

LATER_REASON = (24, 2, 2, 3, 0, 17, 1, 2, 11, 14, 3, 4, 12, 1, 1, 3.5, 0)
"""rekenkamer-amsterdam F14 and codes: reasons of exits later than the first year."""

STOCK_REASON = (25, 2, 2, 3, 0, 18, 1, 2, 13, 16, 3, 5, 13, 1, 1, 3.5, 0)
"""rekenkamer-amsterdam F5: 2,295 of 13,042 exits of the stock were to work, not counting those
who had come back; pensions come on top of these reasons."""

LATER_EXIT_A_YEAR = (0.36, 0.30, 0.21, 0.13, 0.22, 0.22)
"""By phase, after the first year; rwi-2004 F2: at least twenty percent leave in the second."""

EXEMPT_EXIT_A_YEAR = 0.10
STOCK_EXIT_A_YEAR = 0.165
"""rekenkamer-amsterdam F5: 13,042 of 40,546 in two and a half years."""

STOCK_EXIT_BY_AGE = ((23, 2.6), (30, 1.9), (40, 1.25), (50, 0.8), (57, 0.5), (65, 0.35))
"""rekenkamer-amsterdam F6: up to an age, how much more or less often people leave."""

AGE_CLASSES = ((18, 22), (23, 36), (37, 46), (47, 56), (57, 61))
AGE_OF_LEAVERS = (26, 52, 15, 5, 2)
AGE_OF_STAYERS = (15, 45, 24.3, 12, 3.7)
"""iwi-2007 M8: together 20, 48, 20, 9 and 3 percent of the inflow."""

STOCK_AGE_CLASSES = ((19, 27), (28, 35), (36, 45), (46, 56), (57, 64))
AGE_OF_STOCK = (8, 17, 29, 27, 19)
"""rekenkamer-amsterdam F6, without those who entered in the period."""

RELAPSE_WITHIN_HALF_A_YEAR = 0.08
RE_ENTRY_A_YEAR = 0.07
"""rekenkamer-amsterdam part 2 F2: thirty percent back after four years."""

INFLOW_A_YEAR = 0.205
"""rekenkamer-amsterdam F5: yearly inflow as a share of the stock at the start."""

WITHOUT_BENEFIT = 0.068
"""rekenkamer-amsterdam F14: 4,435 of 65,259 had an activity and no benefit."""

DECIDED_WITHIN_THREE_MONTHS = 0.70
"""iwi-2007 F4: three of four; fewer here, since some leave before a late decision is taken."""

COUPLES = 0.12
PARTIAL_EXEMPTION_AT_INFLOW = 0.10
SHORT_EXEMPTION_AT_INFLOW = 0.02
OBLIGATION_UNKNOWN = 0.018
STOCK_EXEMPT = 0.475
"""iwi-2007 M8 (obligation); rekenkamer-amsterdam F7 (waivers: 47 percent of the stock)."""

LATER_EXEMPTION_A_YEAR = (0.01, 0.015, 0.03, 0.07, 0.03, 0.03)

EXEMPTION_REASONS = (
    "medical",
    "social",
    "large_distance",
    "child_under_5",
    "education",
    "trajectory_obligations",
    "social_activation",
    "no_labour_market_prospect",
    "older_than_57_5",
)
EXEMPTION_REASONS_OF_TODAY = (
    "medical",
    "social",
    "urgent_reasons",
    "single_parent_child_under_5",
    "education",
    "trajectory_obligations",
    "social_activation",
    "other",
    "fully_disabled",
)
"""Participatiewet articles 9 (2), 9 (5) and 9a; in the places of those of the WWB."""

EXEMPTION_REASON_WEIGHTS = (14738, 2463, 2812, 1139, 173, 336, 81, 250, 420)
"""rekenkamer-amsterdam F7 (born before November 1941 left out; no prospect from iwi-2007 M8)."""

EXEMPT_WITH_TRAJECTORY = 11 / 179
OFFER_NOT_STARTED = 72 / 694
"""iwi-2007 F2 and M6."""

TRAJECTORY_TYPES = ("work_first", "mediation", "schooling", "supported_work", "social")
TYPE_OF_LEAVERS = table_of(
    [
        [19, 11, 5, 3, 2],
        [14, 12, 6, 4, 2],
        [11, 8, 6, 5, 5],
        [4, 3, 3, 4, 10],
        [8, 5, 3, 3, 4],
        [8, 5, 3, 3, 4],
    ]
)
TYPE_OF_STAYERS = table_of(
    [
        [11, 12, 5, 3, 3],
        [11, 18, 10, 4, 7],
        [13, 18, 15, 8, 21],
        [4, 6, 6, 7, 34],
        [5, 8, 5, 3, 10],
        [5, 8, 5, 3, 10],
    ]
)
"""iwi-2007 M3: trajectories by phase and type, of those who left and of those who did not."""

WORK_SHARE_BY_TYPE = (33 / 56, 26 / 39, 11 / 23, 8 / 19, 5 / 23)
"""iwi-2007 F3 (Tabel 3): share of the exits that was to work, by type of trajectory."""

START_TERM = table_of([[5, 89], [90, 181], [182, 355]])
START_TERM_BY_PHASE = table_of(
    [[18, 34, 48], [50, 20, 30], [24, 26, 50], [24, 26, 50], [26, 26, 48], [26, 26, 48]]
)
"""iwi-2007 M7: first and last day of three terms, and when trajectories of stayers start."""

LATER_TRAJECTORY_A_YEAR = (0.45, 0.45, 0.38, 0.26, 0.35, 0.35)
LATE_TRAJECTORY_A_YEAR = 0.55
"""rwi-2004 F2: a quarter of the obliged got their trajectory only after the year."""

STOCK_TRAJECTORY_A_YEAR = (0.9, 0.9, 0.85, 0.75, 0.8, 0.8)
"""rekenkamer-amsterdam F12: 29 of the 53 percent without exemption completed one in 30 months."""

EXEMPT_TRAJECTORY_A_YEAR = 0.06

TRAJECTORY_RESULTS = (
    "goal_met",
    "intermediate_goal_met",
    "goal_not_met",
    "broken_off_stayed",
    "broken_off_exited",
    "running",
)
RESULT_OF_STAYERS = (18, 22, 30, 30)
"""iwi-2007 F4 and M7: a quarter to a third succeeds, as many fail."""

MONTHS_OF_TRAJECTORY = (5.0, 7.0, 9.0, 10.0, 12.0)

CONTRACT_BANDS = table_of(
    [
        [57, 1111, 0.0, 2480],
        [61, 14017, 0.059, 1516],
        [21, 3559, 0.141, 1733],
        [15, 1102, 0.21, 603],
        [9, 423, 0.444, 1327],
    ]
)
"""rekenkamer-amsterdam F15 and F16 (Tabel 4.17, 5.9): per band the contracts, the clients, the
share that went to work, and euros per client."""

CONTRACTS_NOT_PAID = 11 / 174
FREE_OF_CHARGE = 829 / 20212
POSTING_PAY_A_MONTH = 110_000
"""Cents; rekenkamer-amsterdam F16: 48 million euros of postings in thirty months."""

HIRING_REVENUE = 33 / 48
BENEFIT_A_MONTH = 96_500
"""Cents, in 2004; amsterdam-2007, payback."""

BENEFIT_RISES_A_YEAR = 0.018
"""About what the norms rose from 2004 to 2024."""


def benefit_a_month(period: Period) -> int:
    """Return the cents of benefit a month in the first year of a period."""
    years = max(0, period.from_year - 2004)
    return int(BENEFIT_A_MONTH * (1 + BENEFIT_RISES_A_YEAR) ** years)


CONTRACT_OF_EXIT = (160, 69, 3, 42)
"""iwi-2007 M4: temporary, permanent, subsidised, other or unknown."""

VERIFIED = table_of([[79, 6, 15], [16, 22, 62], [34, 18, 48]])
"""Found afterwards (work, another benefit, nothing): after work, other reasons, unknown ones."""

BARRIERS_AT_INFLOW = (30, 30, 40)
"""iwi-2007 M8: none, one, two or more."""
