"""Attachments, on their way out and in."""

from __future__ import annotations

import base64
import mimetypes
import os
import re
from typing import Any, Dict, Mapping, Optional, Union


class OutboundAttachment:
    """A file that goes with a mail; read when the mail is sent."""

    def __init__(
        self,
        path: Union[str, "os.PathLike[str]"],
        display_name: Optional[str] = None,
        content_type: Optional[str] = None,
    ) -> None:
        self.path = os.fspath(path)
        self.display_name = display_name or os.path.basename(self.path)
        self.content_type = content_type or mimetypes.guess_type(self.display_name)[0] or "application/octet-stream"

    def to_json(self) -> Dict[str, str]:
        with open(self.path, "rb") as file:
            return attachment(self.display_name, self.content_type, file.read())


def attachment(file_name: str, content_type: str, content: bytes) -> Dict[str, str]:
    """An attachment as a request says it."""
    return {
        "file_name": file_name,
        "content_type": content_type,
        "content": base64.b64encode(content).decode("ascii"),
    }


def attachment_json(given: Union[OutboundAttachment, Mapping[str, Any]]) -> Dict[str, Any]:
    """The same of a file, or of a dictionary whose ``content`` may be octets."""
    if isinstance(given, OutboundAttachment):
        return given.to_json()
    fields = dict(given)
    if isinstance(fields.get("content"), (bytes, bytearray)):
        fields["content"] = base64.b64encode(fields["content"]).decode("ascii")
    return fields


def local_name(index: int, file_name: Optional[str]) -> str:
    """A name for a file that somebody else named: one path segment, and another one for each index."""
    last = re.split(r"[\\/]", file_name or "")[-1]
    plain = re.sub(r"[\x00-\x1f\x7f]", "", last).strip(" .")
    return f"{index}-{plain[-150:] or 'attachment'}"
