"""From contract terms to amounts due, held and refused, each with its reason.

Pure: terms and facts go in with a day, lines come out. Nothing here looks at a clock, stores or
pays anything.
"""
