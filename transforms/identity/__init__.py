"""Which mentions are one event: keys, names, scores, vetoes, clusters, merged fields and stable ids."""
