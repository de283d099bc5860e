"""The tables of the dossier in a database, with two times on every row.

Facts are never changed in place and never deleted: a correction withdraws a row and records
another. ``journal`` is the only door through which they are written.
"""
