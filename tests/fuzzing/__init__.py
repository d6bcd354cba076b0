"""Seed files of every format, mutated: nothing that a file holds makes reading fail, hang or lose a record."""
