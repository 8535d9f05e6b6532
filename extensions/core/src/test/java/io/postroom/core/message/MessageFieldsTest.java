package io.postroom.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.extract.Code;
import io.postroom.core.extract.Extraction;
import io.postroom.core.extract.Link;
import io.postroom.core.extract.Place;
import io.postroom.core.extract.Span;
import io.postroom.core.secret.Digest;
import io.postroom.core.signal.Signal;
import io.postroom.core.thread.ThreadFields;
import io.postroom.core.thread.ThreadSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageFieldsTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final InboxId INBOX = new InboxId("a@agents.example");
    private static final MessageId ID = new MessageId("<m1@example.com>");

    private final Message bare = message(envelope(List.of(), List.of()), List.of());

    @Test
    void leavesOutWhatIsAbsentButForTheRequiredLists() {
        assertThat(MessageFields.item(bare))
                .containsOnlyKeys(
                        "inbox_id",
                        "thread_id",
                        "message_id",
                        "labels",
                        "timestamp",
                        "from",
                        "sender_verified",
                        "to",
                        "size",
                        "updated_at",
                        "created_at")
                .containsEntry("labels", List.of("received", "unread"))
                .containsEntry("to", List.of())
                .containsEntry("size", 1234L)
                .containsEntry("sender_verified", false);
    }

    @Test
    void saysOfMailThatCameInWhetherItsSenderIsVerified() {
        Labels sent = Labels.of(Label.SENT);

        assertThat(MessageFields.item(bare.withLabels(Labels.of(Label.RECEIVED, Label.VERIFIED), AT)))
                .containsEntry("sender_verified", true);
        assertThat(MessageFields.item(bare.withLabels(sent, AT))).doesNotContainKey("sender_verified");
    }

    @Test
    void writesTimesWithMillisecondsEvenWhereTheyAreZero() {
        assertThat(MessageFields.item(bare)).containsEntry("created_at", "2026-01-02T03:04:05.000Z");
    }

    @Test
    void showsReplyToInFullMessagesOnly() {
        Message message = message(envelope(List.of("r@example.com"), List.of("c@example.com")), List.of());

        assertThat(MessageFields.item(message))
                .doesNotContainKey("reply_to")
                .containsEntry("cc", List.of("c@example.com"));
        assertThat(MessageFields.full(message)).containsEntry("reply_to", List.of("r@example.com"));
    }

    @Test
    void showsTextsAndHeadersOfTheMailboxWithoutTheVerdictsOfOthers() {
        Map<String, String> headers = Map.of("X-One", "1", "authentication-Results", "mx.example; spf=pass");
        ParsedMessage parsed = new ParsedMessage(
                bare.envelope(), headers, Optional.of("hello"), Optional.empty(), Optional.empty(), List.of(), false);

        Extraction extraction = new Extraction(
                Optional.of("new"),
                Optional.empty(),
                List.of(new Code("123456", new Place(Place.Field.TEXT, new Span(3, 9)))),
                List.of(new Link(
                        "https://a.example/", Optional.of("here"), new Place(Place.Field.HTML, new Span(0, 7)))));

        Reading reading =
                new Reading(extraction, Optional.of("seen"), List.of(new Signal.NamedAddress("a@b.c", "d@e.f")));

        assertThat(MessageFields.full(bare, parsed, reading))
                .containsEntry("text", "hello")
                .containsEntry("safe_text", "seen")
                .containsEntry(
                        "signals",
                        List.of(Map.of("kind", "display_name_address", "shown", "a@b.c", "address", "d@e.f")))
                .containsEntry("extracted_text", "new")
                .containsEntry("codes", List.of(Map.of("code", "123456", "field", "text", "offset", 3, "length", 6)))
                .containsEntry(
                        "links",
                        List.of(Map.of(
                                "url",
                                "https://a.example/",
                                "text",
                                "here",
                                "field",
                                "html",
                                "offset",
                                0,
                                "length",
                                7)))
                .doesNotContainKey("extracted_html")
                .containsEntry("headers", Map.of("X-One", "1"))
                .doesNotContainKey("html");
    }

    @Test
    void showsAttachmentsOfMessagesAndThreads() {
        Attachment attachment = new Attachment(
                new AttachmentId("2"),
                Optional.of("a.pdf"),
                9,
                Optional.of("application/pdf"),
                false,
                Optional.empty());
        Message message = message(envelope(List.of(), List.of()), List.of(attachment));
        Map<String, Object> expected = Map.of(
                "attachment_id", "2",
                "filename", "a.pdf",
                "size", 9L,
                "content_type", "application/pdf",
                "content_disposition", "attachment");

        assertThat(MessageFields.item(message)).containsEntry("attachments", List.of(expected));
        assertThat(ThreadFields.item(ThreadSummary.startedBy(message)))
                .containsEntry("attachments", List.of(expected))
                .containsEntry("received_timestamp", "2026-01-02T03:04:05.000Z")
                .containsEntry("message_count", 1)
                .containsEntry("last_message_id", ID.value())
                .doesNotContainKey("sent_timestamp");
    }

    private static Envelope envelope(List<String> replyTo, List<String> cc) {
        return new Envelope(
                Optional.of(ID), "", replyTo, List.of(), cc, List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    private static Message message(Envelope envelope, List<Attachment> attachments) {
        return new Message(
                INBOX,
                ID,
                ThreadId.startedBy(INBOX, ID),
                new MailboxMessageId("1"),
                Digest.sha256("x"),
                AT,
                Labels.of(Label.RECEIVED, Label.UNREAD),
                envelope,
                Optional.empty(),
                attachments,
                1234,
                AT);
    }
}
