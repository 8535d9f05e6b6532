import os
import tempfile
import unittest
from email import message_from_string

from agentmail_client import AgentMailClient, AgentMailError, OutboundAttachment

from .world import ServerTest


class Reading(ServerTest):
    def test_shows_what_a_mail_is(self):
        subject = self.word()
        item = self.arrived(subject, body="The invoice is attached.")

        self.assertEqual(subject, item["Subject"])
        self.assertEqual("The invoice is attached.", item["BodyPreview"])
        self.assertEqual([], item["Labels"])
        self.assertFalse(item["SenderVerified"])
        self.assertFalse(item["IsRead"])
        self.assertFalse(item["Archived"])
        self.assertFalse(item["HasAttachments"])
        self.assertIn("@" + self.domain, item["Sender"])
        self.assertTrue(item["ReceivedAt"].endswith("Z"))
        self.assertTrue(item["ThreadID"])

    def test_has_the_whole_message(self):
        item = self.arrived()
        message = self.agent.get_message(item["MessageID"])

        self.assertEqual(item["Subject"], message_from_string(message["raw_mime"])["Subject"])
        self.assertEqual(item["MessageID"], message["MessageID"])

    def test_goes_through_pages_oldest_first(self):
        word = self.word()
        first, second, third = (self.arrived(f"{word} {n}") for n in range(3))

        pages = list(self.agent.iter_inbox_pages(page_size=1, q=word))
        ids = [item["MessageID"] for page in pages for item in page["items"]]

        self.assertEqual([first["MessageID"], second["MessageID"], third["MessageID"]], ids)
        self.assertTrue(all(len(page["items"]) <= 1 for page in pages))
        self.assertEqual([], list(self.agent.iter_inbox(q=word, verified_only=True)))

    def test_an_empty_search_is_refused(self):
        with self.assertRaises(AgentMailError) as caught:
            self.agent.list_inbox(q="")

        self.assertEqual(400, caught.exception.status)
        self.assertEqual("validation_error", caught.exception.code)

    def test_brings_attachments_to_the_disk(self):
        with tempfile.TemporaryDirectory() as directory:
            path = os.path.join(directory, "sent.txt")
            with open(path, "wb") as file:
                file.write(b"one\n")
            files = [OutboundAttachment(path, display_name="notes.txt"),
                     {"file_name": "../two.bin", "content_type": "application/octet-stream", "content": b"\x00\xff"}]
            item = self.arrived(attachments=files)
            message = self.agent.fetch_message(item["MessageID"], download_dir=directory)
            contents = []
            for entry in message["files"]:
                self.assertEqual(directory, os.path.dirname(entry["path"]))
                with open(entry["path"], "rb") as file:
                    contents.append(file.read())

        self.assertTrue(item["HasAttachments"])
        self.assertEqual("notes.txt", message["files"][0]["file_name"])
        self.assertEqual([b"one\n", b"\x00\xff"], contents)

    def test_what_is_not_there_is_404(self):
        for call in (lambda: self.agent.get_message("nothing"),
                     lambda: self.agent.delete_message("nothing"),
                     lambda: self.agent.get_inbound_attachment_status(self.arrived()["MessageID"], 0)):
            with self.assertRaises(AgentMailError) as caught:
                call()
            self.assertEqual((404, "not_found"), (caught.exception.status, caught.exception.code))

    def test_a_message_of_another_agent_is_404(self):
        sent = self.agent.send_mail(to="recipient@example.com", subject=self.word(), body="x")
        self.assertEqual(sent["thread_id"], self.agent.get_message(sent["message_id"])["ThreadID"])

        with self.assertRaises(AgentMailError) as caught:
            self.peer.get_message(sent["message_id"])

        self.assertEqual(404, caught.exception.status)


class Changing(ServerTest):
    def test_labels_a_message(self):
        item = self.arrived()
        label = self.word()

        changed = self.agent.patch_message_labels(item["MessageID"], add=[label, "gone"], remove=["gone", "inbox"])

        self.assertEqual([label], changed["Labels"])
        self.assertEqual([item["MessageID"]], [one["MessageID"] for one in self.agent.iter_inbox(label=label)])

    def test_marks_a_message_as_read(self):
        item = self.arrived()
        before = self.agent.get_unread_count()["unread_count"]

        self.assertTrue(self.agent.patch_message_read(item["MessageID"], is_read=True)["IsRead"])
        self.eventually(lambda: self.agent.get_unread_count()["unread_count"] == before - 1)
        self.assertFalse(self.agent.patch_message_read(item["MessageID"], is_read=False)["IsRead"])

    def test_archives_a_message_once(self):
        item = self.arrived()
        identifier = item["MessageID"]

        self.assertTrue(self.agent.patch_message_archive(identifier, archived=True)["Archived"])
        with self.assertRaises(AgentMailError) as caught:
            self.agent.patch_message_archive(identifier, archived=True)

        self.assertEqual((409, "conflict"), (caught.exception.status, caught.exception.code))
        self.assertEqual([], list(self.agent.iter_inbox(q=item["Subject"])))
        self.assertEqual(1, len(list(self.agent.iter_inbox(q=item["Subject"], include_archived=True))))
        self.assertTrue(self.agent.get_message(identifier)["Archived"])
        self.assertFalse(self.agent.patch_message_archive(identifier, archived=False)["Archived"])

    def test_deletes_a_message(self):
        identifier = self.arrived()["MessageID"]

        self.agent.delete_message(identifier)

        with self.assertRaises(AgentMailError) as caught:
            self.agent.get_message(identifier)
        self.assertEqual(404, caught.exception.status)


class Sending(ServerTest):
    def test_sends_once_for_each_key(self):
        subject, key = self.word(), self.word()
        mail = {"to": self.address, "subject": subject, "body": "x", "idempotency_key": key}

        first = self.peer.send_mail(**mail)
        again = self.peer.send_mail(**mail)

        self.assertEqual(first, again)
        self.assertEqual(key, first["idempotency_key"])
        self.assertTrue(first["correlation_id"])
        self.eventually(lambda: self.found(subject))
        with self.assertRaises(AgentMailError) as caught:
            self.peer.send_mail(**{**mail, "body": "y"})
        self.assertEqual(409, caught.exception.status)

    def test_completes_the_names_of_agents(self):
        subject = self.word()

        sent = self.peer.send_mail(to=[self.address.split("@")[0]], subject=subject, body="x", correlation_id="c-1")

        self.assertEqual("c-1", sent["correlation_id"])
        self.eventually(lambda: self.found(subject))


class BeingTold(ServerTest):
    def test_has_one_webhook_whose_secret_is_shown_once(self):
        made = self.agent.put_webhook("https://hooks.example.com/one")
        changed = self.agent.put_webhook("https://hooks.example.com/two", enabled=False)
        rotated = self.agent.put_webhook("https://hooks.example.com/two", enabled=False, rotate_secret=True)

        self.assertTrue(made["signing_secret"])
        self.assertNotIn("signing_secret", changed)
        self.assertNotEqual(made["signing_secret"], rotated["signing_secret"])
        self.assertEqual({"url": "https://hooks.example.com/two", "enabled": False}, self.agent.get_webhook())
        self.agent.delete_webhook()
        self.assertEqual({"url": None, "enabled": False}, self.agent.get_webhook())


class Alone(unittest.TestCase):
    """What needs no server."""

    def test_says_that_nobody_answers(self):
        with self.assertRaises(AgentMailError) as caught:
            AgentMailClient("http://127.0.0.1:1", "token", timeout=5).list_inbox()

        self.assertIsNone(caught.exception.status)

    def test_wants_a_url_and_a_token(self):
        for arguments in (("mail.example.com", "token"), ("https://mail.example.com", "")):
            with self.assertRaises(ValueError):
                AgentMailClient(*arguments)
