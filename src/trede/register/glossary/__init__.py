"""The terms of the field, each with a short explanation, at hand on every page."""
