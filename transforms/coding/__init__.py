"""From the words of a mention to codes: days, places, parties, roles, and who a bare name is."""
