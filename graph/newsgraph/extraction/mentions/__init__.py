"""Where the text refers to an actor or a place, and of which type it is.

Takes the parse and adds mentions: names, demonyms, descriptions, pronouns.
"""
