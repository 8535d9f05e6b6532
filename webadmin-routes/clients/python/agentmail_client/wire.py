"""HTTP, as this client speaks it."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException
from typing import Any, BinaryIO, Dict, Mapping, Optional

from .errors import AgentMailError

COPIED_AT_ONCE = 64 * 1024


class Wire:
    """Calls one server with one key."""

    def __init__(self, base_url: str, token: str, timeout: float) -> None:
        if not base_url.startswith(("http://", "https://")):
            raise ValueError("base_url begins with http:// or https://")
        if not token:
            raise ValueError("there is no token")
        self._base = base_url.rstrip("/")
        self._token = token
        self._timeout = timeout

    def call(
        self,
        method: str,
        path: str,
        query: Optional[Mapping[str, Any]] = None,
        body: Optional[Mapping[str, Any]] = None,
    ) -> Dict[str, Any]:
        """The object in the answer; an empty one where it has no body."""
        url = self._base + path
        parameters = {name: _text(value) for name, value in (query or {}).items() if value is not None}
        if parameters:
            url += "?" + urllib.parse.urlencode(parameters)
        request = urllib.request.Request(url, method=method)
        # not sent on to where the answer may point
        request.add_unredirected_header("Authorization", "Bearer " + self._token)
        if body is not None:
            request.data = json.dumps(body).encode("utf-8")
            request.add_header("Content-Type", "application/json")
        octets = self._exchange(request)
        return json.loads(octets) if octets else {}

    def download(self, url: str, target: BinaryIO) -> None:
        """Copies what a signed link leads to; such a link needs no key."""
        try:
            with urllib.request.urlopen(url, timeout=self._timeout) as response:
                while True:
                    octets = response.read(COPIED_AT_ONCE)
                    if not octets:
                        return
                    target.write(octets)
        except urllib.error.HTTPError as error:
            raise _refusal(error) from error
        except (OSError, HTTPException) as error:
            raise AgentMailError(f"no answer: {error}") from error

    def _exchange(self, request: urllib.request.Request) -> bytes:
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as response:
                return bytes(response.read())
        except urllib.error.HTTPError as error:
            raise _refusal(error) from error
        except (OSError, HTTPException) as error:
            raise AgentMailError(f"no answer: {error}") from error


def segment(text: str) -> str:
    """A text as one segment of a path."""
    return urllib.parse.quote(text, safe="")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _refusal(error: urllib.error.HTTPError) -> AgentMailError:
    try:
        with error:
            fields = json.loads(error.read())
        return AgentMailError(str(fields["message"]), error.code, str(fields["error"]))
    except (ValueError, KeyError, TypeError, OSError, HTTPException):
        return AgentMailError(str(error.reason), error.code, "")
