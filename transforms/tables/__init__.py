"""Mentions in tables, from what they say to which of them are one event, for when they are very many."""
