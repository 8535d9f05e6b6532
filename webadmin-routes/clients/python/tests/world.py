"""The server that the tests talk to, and what they do again and again."""

import os
import time
import unittest
import uuid

from agentmail_client import AgentMailClient

WITHIN_SECONDS = 30.0


class ServerTest(unittest.TestCase):
    """Has an agent, and a peer who writes to it."""

    @classmethod
    def setUpClass(cls):
        missing = [name for name in ("AGENTMAIL_API_BASE_URL", "AGENTMAIL_TOKEN", "AGENTMAIL_PEER_TOKEN", "AGENTMAIL_ADDRESS")
                   if not os.environ.get(name)]
        if missing:
            raise unittest.SkipTest("not in the environment: " + ", ".join(missing))
        base_url = os.environ["AGENTMAIL_API_BASE_URL"]
        cls.address = os.environ["AGENTMAIL_ADDRESS"]
        cls.domain = cls.address.split("@")[1]
        cls.agent = AgentMailClient(base_url=base_url, token=os.environ["AGENTMAIL_TOKEN"], mail_domain=cls.domain)
        cls.peer = AgentMailClient(base_url=base_url, token=os.environ["AGENTMAIL_PEER_TOKEN"], mail_domain=cls.domain)

    def word(self):
        """One that stands in no other mail."""
        return "w" + uuid.uuid4().hex

    def arrived(self, subject=None, **more):
        """The item of a mail from the peer, once it is there."""
        subject = subject or self.word()
        self.peer.send_mail(to=self.address, subject=subject, body=more.pop("body", "How are you?"), **more)
        return self.eventually(lambda: self.found(subject))

    def found(self, text):
        items = list(self.agent.iter_inbox(q=text, include_archived=True))
        return items[0] if items else None

    def eventually(self, look):
        """What ``look`` returns, as soon as that is something."""
        deadline = time.monotonic() + WITHIN_SECONDS
        while time.monotonic() < deadline:
            seen = look()
            if seen:
                return seen
            time.sleep(0.1)
        self.fail(f"nothing within {WITHIN_SECONDS} seconds")
