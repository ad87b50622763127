"""Measurements of what takes time and memory; no tests, they are run by hand."""
