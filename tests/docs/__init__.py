"""The documentation, as tests: links, commands, the generated reference, the walk-throughs."""
