"""Readers of the input formats: from the bytes of a file to posts."""
