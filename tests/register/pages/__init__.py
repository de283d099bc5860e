"""Tests of what contracts yield."""
