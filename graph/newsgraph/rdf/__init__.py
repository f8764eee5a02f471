"""Writes the graph down, checks it, keeps it and asks it."""
