"""Alerts: what became of events, told by the rules of the user, each change once."""
