"""Articles as they come in: files, folders and standard input, good and bad."""

from newsgraph.articles.article import Article, Problem
from newsgraph.articles.fetching import Fetcher
from newsgraph.articles.given_input import Limits, Options
from newsgraph.articles.sources import ReadFile, Source, read_sources
from newsgraph.articles.unique_ids import ArticleIds

__all__ = ["Article", "ArticleIds", "Fetcher", "Limits", "Options", "Problem", "ReadFile", "Source", "read_sources"]
