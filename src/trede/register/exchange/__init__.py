"""The register's facts as a dossier, and a dossier's facts in the register."""
