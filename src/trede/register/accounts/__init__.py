"""Who works with the register, in which role and team."""
