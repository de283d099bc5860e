"""The house rules, as tests: who may import whom, sizes, names, docstrings, translations."""
