"""Keeping the file clean: what is missing, late, contradictory or twice on file, and its remedy.

Figures come from the measures of the family ``quality`` on the dossier that the nightly run
exports; what is listed beneath them is read from the register itself, so that what was mended
since leaves the lists at once.
"""
