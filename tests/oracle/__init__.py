"""A slow and obvious reading of the definitions, the judge of the engines.

It works on lists of rows, in plain Python, person by person. Nothing here is taken from the SQL of
the rules: it follows the sources named in their heads.
"""
