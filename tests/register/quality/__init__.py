"""Keeping the file clean."""
