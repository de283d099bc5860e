"""The inspectorate's file study *In de bijstand, en dan* (IWI R 07/06)."""

from trede.importers.profiles.iwi_2007.codes import LOCAL_CODES
from trede.importers.profiles.iwi_2007.facts import PROFILE
from trede.importers.profiles.iwi_2007.files import NEEDED

__all__ = ["LOCAL_CODES", "NEEDED", "PROFILE"]
