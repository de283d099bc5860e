"""Amsterdam's five systems, as delivered to the city's audit office (2007)."""

from trede.importers.profiles.amsterdam_2007.facts import PROFILE

__all__ = ["PROFILE"]
