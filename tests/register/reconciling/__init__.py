"""Tests of lists of providers laid beside the register."""
