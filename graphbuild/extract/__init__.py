"""Extractors: pure functions from a parsed document to mentions, one module per kind of thing."""
