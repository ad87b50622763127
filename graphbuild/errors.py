"""The tree of errors: every one that the program raises on purpose is a `GraphbuildError`."""


class GraphbuildError(Exception):
    """Base of all: its text is one line that says what, where and what to do."""


class InputError(GraphbuildError):
    """An input (file, line, article) that can't be read: it is set aside, the others go on."""


class StoreError(GraphbuildError):
    """A store that can't be opened, or refuses what was asked of it."""


class ArticleConflict(StoreError):
    """An article id that the store already holds with another text."""


class QueryError(GraphbuildError):
    """A query that is unknown, misses a parameter, has a bad value, or can't be parsed."""


class ResourceError(GraphbuildError):
    """A table, ontology file or pipeline of the program that is missing or malformed."""
