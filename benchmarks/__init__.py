"""Measures how fast Trede is and how much memory it takes, beside careful pandas."""
