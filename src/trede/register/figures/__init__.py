"""Figures inside the register: any measure, of one's caseload, the team or the municipality.

They are computed from the dossier that the nightly run exports, by the measures themselves; the
pages hold no definition of their own.
"""
