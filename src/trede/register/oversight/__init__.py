"""What purchaser and controller watch over: what is due from whom, contracts, a client's money."""
