"""What goes wrong."""

from __future__ import annotations

from typing import Optional


class AgentMailError(Exception):
    """The server refused a call, or did not answer.

    ``status`` is the HTTP status, ``None`` where there was no answer; ``code`` is the word to branch on, such as ``not_found``.
    """

    def __init__(self, message: str, status: Optional[int] = None, code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.code = code

    def __str__(self) -> str:
        if self.status is None:
            return self.message
        return f"{self.status} {self.code}: {self.message}"
