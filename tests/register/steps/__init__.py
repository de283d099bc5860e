"""The steps that a case manager takes, through their pages."""
