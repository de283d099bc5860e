"""Contracts: what must stand in them, how long and for how many they hold, and the inflow."""
