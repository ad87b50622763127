"""What went wrong with a request, as RFC 9457 has it: status, what, and where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from graphbuild.errors import GraphbuildError

MEDIA_TYPE = "application/problem+json"


class Problem(GraphbuildError):
    """A request that is not answered as it was meant; `where` is the parameter, header or line at fault."""

    def __init__(self, status: int, detail: str, *, headers: Mapping[str, str] | None = None, **members: Any) -> None:
        """A problem with its status; `members` are said beside it."""
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})
        self.members = members

    def to_dict(self) -> dict[str, Any]:
        """The problem details."""
        title = HTTPStatus(self.status).phrase
        return {"type": "about:blank", "title": title, "status": self.status, "detail": self.detail, **self.members}

    def to_json(self) -> bytes:
        """The problem details as JSON."""
        return (json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n").encode()
