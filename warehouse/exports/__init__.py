"""What is taken away from a published run: events in the forms of other programs, and a snapshot to cite."""
