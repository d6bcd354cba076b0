"""From the text of a post to mentions of events, in the words of the post."""
