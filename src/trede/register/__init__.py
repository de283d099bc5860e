"""The register: one dossier per client, and the day's work that follows from it.

A Django project on the tables of the dossier. One app per concept of the day's work; rules stay in
``measures``, facts are written through one door (``facts.journal``).
"""
