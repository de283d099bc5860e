"""The words of the municipalities and of the central registers for the codes of the dossier."""

from collections.abc import Mapping

CLOSING_EVENTS = {
    "ondertekend plan": "decided",
    "aanbod": "offered",
    "plan of instrument": "plan_or_instrument",
}
"""Which event a municipality counts as a trajectory, by its own definition."""

SCHEMES = {"Abw": "ABW", "Ioaw": "IOAW", "Ioaz": "IOAZ"}
SEXES = {"man": "male", "vrouw": "female"}
EXIT_REASONS = {
    "werk": "work",
    "samenwoning": "partner",
    "inlichtingenplicht": "no_information",
    "andere uitkering": "other_benefit",
    "verhuizing": "removal",
    "overig": "other",
}
EXEMPTION_KINDS = {"individueel": "individual", "categoriaal": "categorical"}
EXEMPTION_REASONS = {
    "65+": "age_65_or_over",
    "jong kind": "young_child",
    "57,5 jaar e.o.": "age_57_5_or_over",
    "overig": "other",
}
EXEMPTION_EXTENTS = {"volledig": "full", "gedeeltelijk": "partial"}
FOUND_IN = {"dossieronderzoek": "file_study"}
PLAN_STATUSES = {"definitief": "definitive", "concept": "draft", "globaal": "global"}
PHASES = {
    "1": "1",
    "2": "2",
    "3": "3",
    "4": "4",
    "nog niet bepaald": "undetermined",
    "onbekend": "unknown",
}
INSTRUMENTS = {
    "bemiddeling": "mediation",
    "assessment": "assessment",
    "Rea-diagnose": "rea_diagnosis",
    "scholing": "schooling",
    "werkstage": "work_placement",
    "sociale activering": "social_activation",
}
TRAJECTORY_TYPES = {
    "arbeidsmarktgericht": "labour_market",
    "sociale activering": "social_activation",
}
WORK_OBLIGATION = {"ja": "full", "nee": "fully_exempt"}

LOCAL_CODES: Mapping[str, Mapping[str, str]] = {
    "scheme": SCHEMES,
    "exit_reason": EXIT_REASONS,
    "exemption_kind": EXEMPTION_KINDS,
    "exemption_reason": EXEMPTION_REASONS,
    "exemption_extent": EXEMPTION_EXTENTS,
    "plan_status": PLAN_STATUSES,
    "phase": PHASES,
    "instrument": INSTRUMENTS,
    "trajectory_type": TRAJECTORY_TYPES,
    "work_obligation": WORK_OBLIGATION,
}
"""The extracts' own words for the codes of the dossier, by code list."""
