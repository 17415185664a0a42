// Placeholder until the strategy lands.
