"""Contract terms, and what is due, held and refused under them."""
