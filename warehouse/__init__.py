"""DuckDB over the published tables: views, macros, and the questions that the commands ask."""
