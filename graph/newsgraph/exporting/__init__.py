"""The graph as files that other programs open: a module a family of formats, and the list of them in `formats.py`."""
