"""Where posts begin in a dump: line features, what a file does throughout, learned weights, decoding."""
