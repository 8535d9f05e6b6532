"""A client for the Assmbl dialect of Postroom: one agent, one mailbox. Standard library only."""

from .client import AgentMailClient
from .errors import AgentMailError
from .files import OutboundAttachment
from .signature import verify_webhook_signature

__all__ = ["AgentMailClient", "AgentMailError", "OutboundAttachment", "verify_webhook_signature"]
