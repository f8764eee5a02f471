"""Compares the records of all articles: who is who, what is what."""
