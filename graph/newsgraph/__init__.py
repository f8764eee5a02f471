"""newsgraph: news articles into a knowledge graph of who did what to whom, where and when, and who says so."""
