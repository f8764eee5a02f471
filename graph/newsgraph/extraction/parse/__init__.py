"""The parse of an article's text: the spaCy pipeline with what news needs, paragraphs, quotation marks, passages.

Takes the text and adds tokens, tags, dependencies, name spans, sentences; then passages with their quotations.
"""
