"""SPARQL over HTTP: a store as a SPARQL 1.1 endpoint, and the questions of `queries/` as addresses.

The server (`application`) reads requests and writes responses; queries run in worker processes (`worker`, `answering`)
that a loader forks over a read-only snapshot (`loading`), so that a hostile query costs no more than its worker.
"""
