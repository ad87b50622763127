"""Conflict news in, a knowledge graph that an analyst can trust out."""

__version__ = "0.1.0"
