"""The dossier of one client: who, situation, next step, timeline, and the sections below it."""
