"""How the weights are learned that tell where posts begin in a dump."""
