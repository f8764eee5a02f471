"""Who says so: sources, cues and contents of what an article ascribes to others.

Takes the parse with its passages and adds attributions.
"""
