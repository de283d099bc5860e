"""The API: other systems send hand-overs, read dossiers and record changes of benefit.

It follows the Dutch API Design Rules (https://logius-standaarden.github.io/API-Design-Rules/), and
the same rules, log and steps as the pages.
"""
