"""What every page shares: layout, components, language."""
