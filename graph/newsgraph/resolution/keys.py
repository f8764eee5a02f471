"""What an entity, an event or a triple of one article is known by across articles."""

Key = tuple[str, str]  # (article's id, the id of an entity, event or triple in its record)
