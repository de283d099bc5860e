"""From a signal to a decision on a sanction, by the municipality's dated scheme."""
