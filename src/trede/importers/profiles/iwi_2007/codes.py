"""The study's own words for the codes of the dossier."""

from collections.abc import Mapping

YES_NO_UNKNOWN = {"ja": "yes", "nee": "no", "onbekend": "unknown", "n.v.t.": "not_applicable"}
PHASES = {
    "1": "1",
    "2": "2",
    "3": "3",
    "4": "4",
    "nog niet bepaald": "undetermined",
    "onbekend": "unknown",
}
WORK_OBLIGATION = {
    "volledig": "full",
    "gedeeltelijk ontheven": "partially_exempt",
    "volledig ontheven": "fully_exempt",
    "onbekend": "unknown",
}
EXEMPTION_REASONS = {
    "medisch": "medical",
    "sociaal": "social",
    "scholing": "education",
    "geen arbeidsmarktperspectief": "no_labour_market_prospect",
}
BARRIERS = {
    "psychisch": "psychological",
    "lichamelijk": "physical",
    "taal": "language",
    "schulden": "debts",
    "kinderopvang": "childcare",
    "verslaving": "addiction",
    "overig": "other",
}
EDUCATION = {
    "geen of basisonderwijs": "none_or_primary",
    "vmbo/mavo": "vmbo_mavo",
    "mbo-1": "mbo_1",
    "havo/vwo": "havo_vwo",
    "mbo-2 of hoger": "mbo_2_or_higher",
    "hbo/wo": "hbo_wo",
    "overig": "other",
    "onbekend": "unknown",
}
LAST_WORKED = {
    "minder dan 1 jaar geleden": "less_than_1_year_ago",
    "werkt parttime naast uitkering": "part_time_beside_benefit",
    "1 tot 3 jaar geleden": "1_to_3_years_ago",
    "onbekend": "unknown",
    "meer dan 3 jaar geleden": "more_than_3_years_ago",
    "nooit gewerkt": "never",
}
TRAJECTORY_TYPES = {
    "Work First": "work_first",
    "Bemiddeling": "mediation",
    "Scholing": "schooling",
    "Begeleid werken": "supported_work",
    "Maatschappelijk": "social",
    "onbekend": "unknown",
}
WORK_FIRST_FUNCTIONS = {
    "diagnose": "diagnosis",
    "arbeidsgewenning": "habituation",
    "afschrikking": "deterrent",
}
TRAJECTORY_RESULTS = {
    "regulier beeindigd, doel gerealiseerd": "goal_met",
    "regulier beeindigd, doel niet gerealiseerd": "goal_not_met",
    "voortijdig beeindigd, uitgestroomd": "broken_off_exited",
    "voortijdig beeindigd, niet uitgestroomd": "broken_off_stayed",
    "loopt nog": "running",
}
EXIT_REASONS = {
    "werk": "work",
    "Wajong": "disability_benefit_young",
    "AOW": "state_pension",
    "verhuisd, bijstand elders voortgezet": "moved_benefit_continued",
    "verhuisd naar andere gemeente": "moved_municipality",
    "niet voldaan aan informatieplicht": "no_information",
    "studie met studiefinanciering": "study",
    "huwelijk of samenwoning": "partner",
    "detentie": "detention",
    "overige reden": "other",
}
CONTRACT_KINDS = {
    "tijdelijk": "temporary",
    "vast": "permanent",
    "gesubsidieerd": "subsidised",
    "anders of onbekend": "other_or_unknown",
}
SEXES = {"man": "male", "vrouw": "female"}
DECISIONS = {"positief": "positive", "negatief": "negative", "geen": "none"}
HOUSEHOLDS = {
    "alleenstaand": "single",
    "alleenstaande ouder": "single_parent",
    "paar zonder kinderen": "couple_without_children",
    "paar met kinderen": "couple_with_children",
}
SIZE_CLASSES = {"Groot": "large", "Middelgroot": "medium", "Klein": "small"}
REGIONS = {"Noord": "north", "West": "west", "Oost": "east", "Zuid": "south"}
UNDATED_END = {"binnen 12 maanden": "within_12_months", "na 12 maanden": "after_12_months"}

LOCAL_CODES: Mapping[str, Mapping[str, str]] = {
    "phase": PHASES,
    "work_obligation": WORK_OBLIGATION,
    "exemption_reason": EXEMPTION_REASONS,
    "barrier": BARRIERS,
    "education": EDUCATION,
    "last_worked": LAST_WORKED,
    "trajectory_type": TRAJECTORY_TYPES,
    "trajectory_result": TRAJECTORY_RESULTS,
    "exit_reason": EXIT_REASONS,
    "contract_kind": CONTRACT_KINDS,
    "household_composition": HOUSEHOLDS,
    "size_class": SIZE_CLASSES,
    "region": REGIONS,
}
"""The study's own words for the codes of the dossier, by code list."""
