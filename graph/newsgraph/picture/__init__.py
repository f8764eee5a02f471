"""Draws the graph."""
