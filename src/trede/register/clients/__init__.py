"""Who the clients are: names, numbers, addresses."""
