"""The command line: arguments in, calls, exit codes out. Nothing is decided here."""
