"""The client."""

from __future__ import annotations

import os
import time
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Union

from .errors import AgentMailError
from .files import OutboundAttachment, attachment_json, local_name
from .signature import verify_webhook_signature
from .wire import Wire, segment

Json = Dict[str, Any]
Recipients = Union[str, Sequence[str]]
Attachments = Sequence[Union[OutboundAttachment, Mapping[str, Any]]]


class AgentMailClient:
    """Mail of one agent, whose token is the key of its inbox.

    Each call raises :class:`AgentMailError` if the server refuses it or does not answer. Nothing is repeated by itself: to send
    safely more than once, give an ``idempotency_key``. A client can be used by several threads.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        mail_domain: Optional[str] = None,
        timeout: float = 30.0,
    ) -> None:
        """``mail_domain`` completes recipients that are only the name of an agent; ``timeout`` is in seconds."""
        self._wire = Wire(base_url, token, timeout)
        self._mail_domain = mail_domain

    # sending

    def send_mail(
        self,
        to: Recipients,
        subject: str,
        body: str,
        usage: Optional[Mapping[str, Any]] = None,
        correlation_id: Optional[str] = None,
        idempotency_key: Optional[str] = None,
        marketplace_request_id: Optional[str] = None,
        headers: Optional[Mapping[str, str]] = None,
        attachments: Optional[Attachments] = None,
    ) -> Json:
        """Sends a mail. The answer has ``message_id``, ``correlation_id`` and ``idempotency_key``."""
        fields: Json = {"to": self._recipients(to), "subject": subject, "body": body}
        given = {
            "usage": usage,
            "correlation_id": correlation_id,
            "idempotency_key": idempotency_key,
            "marketplace_request_id": marketplace_request_id,
            "headers": headers,
        }
        fields.update({name: value for name, value in given.items() if value is not None})
        if attachments:
            fields["attachments"] = [attachment_json(one) for one in attachments]
        return self._wire.call("POST", "/send", body=fields)

    def _recipients(self, to: Recipients) -> Union[str, List[str]]:
        if isinstance(to, str):
            return self._address(to)
        return [self._address(one) for one in to]

    def _address(self, text: str) -> str:
        return text if "@" in text or not self._mail_domain else f"{text}@{self._mail_domain}"

    # reading

    def list_inbox(
        self,
        limit: Optional[int] = None,
        verified_only: Optional[bool] = None,
        cursor: Optional[str] = None,
        q: Optional[str] = None,
        label: Optional[str] = None,
        is_read: Optional[bool] = None,
        include_archived: Optional[bool] = None,
    ) -> Json:
        """A page of mail, the oldest first: ``items``, and ``next_cursor`` unless it is the last page. A page may be short."""
        return self._wire.call(
            "GET",
            "/inbox",
            query={
                "limit": limit,
                "verified_only": verified_only,
                "cursor": cursor,
                "q": q,
                "label": label,
                "is_read": is_read,
                "include_archived": include_archived,
            },
        )

    def iter_inbox_pages(
        self,
        page_size: Optional[int] = None,
        verified_only: Optional[bool] = None,
        q: Optional[str] = None,
        label: Optional[str] = None,
        is_read: Optional[bool] = None,
        include_archived: Optional[bool] = None,
    ) -> Iterator[Json]:
        """Every page, one after another."""
        cursor: Optional[str] = None
        while True:
            page = self.list_inbox(
                limit=page_size,
                verified_only=verified_only,
                cursor=cursor,
                q=q,
                label=label,
                is_read=is_read,
                include_archived=include_archived,
            )
            yield page
            cursor = page.get("next_cursor")
            if not cursor:
                return

    def iter_inbox(
        self,
        page_size: Optional[int] = None,
        verified_only: Optional[bool] = None,
        q: Optional[str] = None,
        label: Optional[str] = None,
        is_read: Optional[bool] = None,
        include_archived: Optional[bool] = None,
    ) -> Iterator[Json]:
        """Every item of every page."""
        pages = self.iter_inbox_pages(page_size, verified_only, q, label, is_read, include_archived)
        for page in pages:
            yield from page["items"]

    def get_message(self, message_id: str) -> Json:
        """A message with ``raw_mime``, the whole of it as it came."""
        return self._wire.call("GET", _message(message_id))

    def fetch_message(
        self,
        message_id: str,
        download_dir: Optional[Union[str, "os.PathLike[str]"]] = None,
        include_attachments: bool = True,
        poll_interval_seconds: float = 1.0,
        max_poll_seconds: float = 60.0,
    ) -> Json:
        """A message, and with ``download_dir`` its attachments: the answer has their paths in ``files``."""
        message = self.get_message(message_id)
        files: List[Json] = []
        if download_dir is not None and include_attachments:
            os.makedirs(download_dir, exist_ok=True)
            deadline = time.monotonic() + max_poll_seconds
            for index in range(len(message["Attachments"])):
                status = self._ready(message_id, index, poll_interval_seconds, deadline)
                path = os.path.join(os.fspath(download_dir), local_name(index, status.get("file_name")))
                url = self.request_inbound_attachment_download(message_id, index)["url"]
                with open(path, "wb") as file:
                    self._wire.download(url, file)
                files.append({"index": index, "file_name": status.get("file_name"), "path": path})
        message["files"] = files
        return message

    def _ready(self, message_id: str, index: int, interval: float, deadline: float) -> Json:
        while True:
            status = self.get_inbound_attachment_status(message_id, index)
            if status["status"] == "ready":
                return status
            if time.monotonic() + interval > deadline:
                raise AgentMailError(f"attachment {index} is {status['status']}")
            time.sleep(interval)

    def get_inbound_attachment_status(self, message_id: str, index: int) -> Json:
        """``status``, which is ``ready``, with ``file_name``, ``content_type`` and ``size``; the first one's index is 0."""
        return self._wire.call("GET", f"{_message(message_id)}/attachments/{index}")

    def request_inbound_attachment_download(self, message_id: str, index: int) -> Json:
        """``url``, by which the attachment can be fetched without a key until ``expires_at``."""
        return self._wire.call("GET", f"{_message(message_id)}/attachments/{index}/download")

    def get_unread_count(self) -> Json:
        """``unread_count``, archived mail left out."""
        return self._wire.call("GET", "/inbox/unread-count")

    # changing

    def delete_message(self, message_id: str) -> None:
        """Removes a message for good."""
        self._wire.call("DELETE", _message(message_id))

    def patch_message_labels(
        self,
        message_id: str,
        add: Optional[Sequence[str]] = None,
        remove: Optional[Sequence[str]] = None,
    ) -> Json:
        """Adds and removes labels at once; what is in both is removed. The answer is the item as it is now."""
        return self._wire.call(
            "PATCH", _message(message_id) + "/labels", body={"add": list(add or []), "remove": list(remove or [])}
        )

    def patch_message_read(self, message_id: str, is_read: bool) -> Json:
        return self._wire.call("PATCH", _message(message_id) + "/read", body={"is_read": is_read})

    def patch_message_archive(self, message_id: str, archived: bool) -> Json:
        """Takes a message out of the default list, or puts it back. One that is archived already cannot be: 409."""
        return self._wire.call("PATCH", _message(message_id) + "/archive", body={"archived": archived})

    # being told

    def put_webhook(self, url: str, enabled: bool = True, rotate_secret: bool = False) -> Json:
        """Has ``url`` called when mail comes. ``signing_secret`` is in the first answer, and after a rotation, only."""
        return self._wire.call(
            "PUT", "/webhook", body={"url": url, "enabled": enabled, "rotate_secret": rotate_secret}
        )

    def get_webhook(self) -> Json:
        return self._wire.call("GET", "/webhook")

    def delete_webhook(self) -> None:
        self._wire.call("DELETE", "/webhook")

    def put_notifications(self, rules: Sequence[Mapping[str, Any]]) -> Json:
        """Replaces all rules by these. ``signing_secret`` of a rule's webhook is in the first answer that has it, only."""
        return self._wire.call("PUT", "/notifications", body={"rules": [dict(rule) for rule in rules]})

    def get_notifications(self) -> Json:
        return self._wire.call("GET", "/notifications")

    verify_webhook_signature = staticmethod(verify_webhook_signature)


def _message(message_id: str) -> str:
    return "/messages/" + segment(message_id)
