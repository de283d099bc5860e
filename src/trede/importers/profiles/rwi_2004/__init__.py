"""The cohort with a local and a central source of *Vangnet met Veerkracht* (RWI, 2004)."""

from trede.importers.profiles.rwi_2004.codes import LOCAL_CODES
from trede.importers.profiles.rwi_2004.facts import PROFILE, municipality_folders

__all__ = ["LOCAL_CODES", "PROFILE", "municipality_folders"]
