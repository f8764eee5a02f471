"""The graph as a local web server: the picture, SPARQL, an editor, a page for each thing, the ontology, search.

It stands on starlette and uvicorn, not on rdflib-endpoint: that one evaluates through rdflib inside FastAPI's own
process, where nothing can stop a query that runs too long, and brings FastAPI and pydantic along for four routes.

The process that listens holds no graph. Questions go to workers, processes of their own that open the store for reading
(`pool.py`, `worker.py`): Oxigraph cannot be interrupted from Python, but a process that takes too long or too much
memory can be ended and replaced. On Linux they are forked from a process that holds the graph in memory
(`fork_server.py`), once it has read it (`in_memory.py`).
"""
