"""The provider's own entrance: what is due, the own clients, and what is told about each.

A user of a provider reaches only what is of the own company (``own``); every look at a client is
logged. What is recorded here has the company as its source, so that it never counts as verified.
"""
