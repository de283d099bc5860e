"""The steps that a case manager takes: each a short form on one screen, saved in one go.

``step.py`` says what a step is, ``registry.py`` names them all, ``views.py`` shows and saves any
of them; the other modules hold the steps themselves, by subject.
"""
