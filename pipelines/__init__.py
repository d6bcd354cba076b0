"""Whole runs: the data flow, its options, its runners, and everything from lock to publication."""
