"""The seeds as a whole: what every published table holds, reviewed like code."""
