"""The list of a provider laid beside the register, client by client (regioplan-2003 L14)."""
