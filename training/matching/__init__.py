"""How the weights of comparison levels are learned from labelled pairs."""
