"""A made-up municipality: for demonstrations, tests and benchmarks; about nobody."""

from trede.synthesis.synthesising import synthesise

__all__ = ["synthesise"]
