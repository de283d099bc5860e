"""What is due, for whom, by when, why, and the step that settles it."""
