"""Reads one article and nothing else."""
