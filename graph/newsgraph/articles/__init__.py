"""Articles as they come in: files, folders and standard input, good and bad."""

from newsgraph.articles.article import Article, Problem
from newsgraph.articles.sources import read_sources

__all__ = ["Article", "Problem", "read_sources"]
