"""From the text of a post to mentions of events, in its own words: a learned model over what the gazetteer knows."""
