"""The command groups: parse, ask a pipeline or the warehouse, print."""
