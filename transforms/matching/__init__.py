"""Which mentions are one event: blocking keys, comparison levels, weights, scores, clusters, constraints."""
