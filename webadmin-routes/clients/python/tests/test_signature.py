import hashlib
import hmac
import time
import unittest

from agentmail_client import AgentMailClient

SECRET = "whsec_c2VjcmV0"


def signature(timestamp, body):
    return "v1=" + hmac.new(SECRET.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


class Signatures(unittest.TestCase):
    def setUp(self):
        self.now = str(int(time.time()))
        self.body = b'{"event":"mail.received"}'

    def verify(self, **other):
        given = {
            "signing_secret": SECRET,
            "timestamp": self.now,
            "raw_body": self.body,
            "signature_header": signature(self.now, self.body),
        }
        given.update(other)
        return AgentMailClient.verify_webhook_signature(**given)

    def test_accepts_what_was_signed(self):
        self.assertTrue(self.verify())
        self.assertTrue(self.verify(raw_body=self.body.decode(), timestamp=int(self.now)))
        self.assertTrue(self.verify(signature_header="v0=00, " + signature(self.now, self.body)))

    def test_refuses_anything_else(self):
        old = str(int(self.now) - 301)
        self.assertFalse(self.verify(raw_body=self.body + b" "))
        self.assertFalse(self.verify(signing_secret="other"))
        self.assertFalse(self.verify(timestamp=old, signature_header=signature(old, self.body)))
        self.assertTrue(self.verify(timestamp=old, signature_header=signature(old, self.body), max_skew_seconds=400))
        for header in ("", "v1=", "v1=é", signature(self.now, self.body)[3:]):
            self.assertFalse(self.verify(signature_header=header))
        for timestamp in ("", "soon", "1e9"):
            self.assertFalse(self.verify(timestamp=timestamp))
