"""How the reader is learned: from annotated texts to a model that runs can use."""
