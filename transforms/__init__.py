"""Everything between a seed file and a table: verbs that Beam runs, and the nouns under them."""
