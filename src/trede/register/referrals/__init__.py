"""Placing clients with providers: what travels, who answers, how many places are left."""
