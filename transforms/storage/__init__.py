"""The tables on disk: Arrow schemas, rows, run folders, publishing."""
