"""Trede: the open register that follows people from welfare to work, and shows what works."""

__version__ = "0.1.0"
