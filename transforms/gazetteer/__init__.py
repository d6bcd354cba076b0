"""What the world is called: countries, cities, organisations, titles and days."""
