"""Who does what to whom, in the words of the text.

Takes clauses and adds triples.
"""
