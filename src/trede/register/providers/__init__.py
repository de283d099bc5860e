"""Providers: who they are, whom to speak to, what they offer, and at what price since when."""
