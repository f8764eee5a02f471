"""What all layers of reading share: annotations, questions to the parse, word lists, small linear models, cues.

Takes nothing; the other packages build on it.
"""
