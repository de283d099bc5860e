"""How the register is put together: settings from the environment, addresses, server."""
