"""Where the places of the article are.

Takes entities and adds locations from the gazetteer.
"""
