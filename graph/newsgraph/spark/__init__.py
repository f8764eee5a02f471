"""Builds a graph on Apache Spark, for more articles than one machine reads: the same graph, byte for byte.

`SparkEngine` has files read in pieces, articles read, names compared (by Splink on Spark) and the graphs of articles
made by the machines of a cluster, and writes the graph in parts that any RDF store loads at once. Who is who is decided
in the process that builds, as ever. docs/cluster.md says how far this goes.
"""

from newsgraph.spark.engine import SparkEngine
from newsgraph.spark.session import ClusterError, NoSparkError

__all__ = ["ClusterError", "NoSparkError", "SparkEngine"]
