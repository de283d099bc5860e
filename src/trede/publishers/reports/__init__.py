"""Reports: documents composed from figures, one module per kind of report."""
