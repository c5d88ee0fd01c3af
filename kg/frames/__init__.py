"""The graph for people who work with tables and networks in Python."""
