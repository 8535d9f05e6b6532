"""Whether a call of a webhook comes from the server."""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Union


def verify_webhook_signature(
    signing_secret: str,
    timestamp: Union[str, int],
    raw_body: Union[bytes, str],
    signature_header: str,
    max_skew_seconds: int = 300,
) -> bool:
    """Whether ``signature_header`` (``X-AgentMail-Signature``) was made of this body, at this time, with this secret.

    ``timestamp`` is the header ``X-AgentMail-Timestamp``, in seconds; one that is further from now than ``max_skew_seconds``
    is refused, so that nobody can repeat a call that he has overheard.
    """
    when = str(timestamp)
    if not (when.isascii() and when.isdigit()) or abs(time.time() - int(when)) > max_skew_seconds:
        return False
    body = raw_body.encode("utf-8") if isinstance(raw_body, str) else raw_body
    signed = when.encode("ascii") + b"." + body
    expected = "v1=" + hmac.new(signing_secret.encode("utf-8"), signed, hashlib.sha256).hexdigest()
    given = [one.strip().encode("utf-8") for one in signature_header.split(",")]
    return any(hmac.compare_digest(one, expected.encode("ascii")) for one in given)
