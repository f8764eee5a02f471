"""What predicates the text has, with their arguments, polarity, modality and times.

Takes the parse and adds clauses and time expressions.
"""
