"""How what is learned is learned: nothing of it is needed by a run."""
