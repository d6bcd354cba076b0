"""Scripts that derive data files; run by hand, not installed."""
