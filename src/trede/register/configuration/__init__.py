"""What the municipality decided about its own register, with the days from which it holds.

``dated`` is what such decisions share: a first day, an author, a reason. Each concept keeps its own
(terms of signals in ``signals.settings``, the model of case management in
``caseloads.case_management``); the pages here show them in one place.
"""
