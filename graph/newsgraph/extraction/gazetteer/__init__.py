"""What places there are: names, demonyms, coordinates, looked up offline; words that tell a place by its context.

Takes a name and gives the places that it may mean.
"""
