"""Which mentions are of the same actor or place within the article.

Takes mentions and attributions and adds entities.
"""
