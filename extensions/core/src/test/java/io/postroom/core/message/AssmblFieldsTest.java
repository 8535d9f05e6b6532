package io.postroom.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.secret.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssmblFieldsTest {
    private static final InboxId INBOX = new InboxId("support@agents.example");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    private static Message message(String from, Optional<String> subject, Optional<String> preview, Label... labels) {
        MessageId id = new MessageId("<1@x>");
        return new Message(
                INBOX,
                id,
                ThreadId.startedBy(INBOX, id),
                new MailboxMessageId("1"),
                Digest.sha256("1"),
                NOW,
                Labels.of(labels),
                new Envelope(
                        Optional.of(id),
                        from,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        subject,
                        Optional.empty(),
                        List.of()),
                preview,
                List.of(),
                10,
                NOW);
    }

    @Test
    void leaveNothingOut() {
        Map<String, Object> item = AssmblFields.item(message("", Optional.empty(), Optional.empty()));

        assertThat(item)
                .containsEntry("Subject", "")
                .containsEntry("Sender", "")
                .containsEntry("BodyPreview", "")
                .containsEntry("IsRead", true)
                .containsEntry("ReceivedAt", "2026-03-01T12:00:00.123Z")
                .doesNotContainValue(null);
    }

    @Test
    void showNoLabelThatAnotherFieldSays() {
        Map<String, Object> item = AssmblFields.item(message(
                "a@x", Optional.empty(), Optional.empty(), Label.RECEIVED, Label.UNREAD, Label.ARCHIVED, Label.LIST));

        assertThat(item)
                .containsEntry("Labels", List.of("list"))
                .containsEntry("IsRead", false)
                .containsEntry("Archived", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<1@x>", "<a/b+c=~%?#@x.example>", "<\u00e4\u65e5@x>"})
    void anIdStandsInAPathAsItIsAndLeadsBack(String text) {
        MessageId id = new MessageId(text);

        assertThat(AssmblFields.id(id)).matches("[A-Za-z0-9_-]+");
        assertThat(AssmblFields.parse(AssmblFields.id(id))).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "PDFAeD4=", "PDFAeD5", "MUB4", " PDFAeD4", "IDwxQHg-"})
    void anotherWordIsNoId(String word) {
        assertThat(AssmblFields.parse(word)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "invoice,true",
        "INVOICE 7,true",
        "ann@,true",
        "PREVIEW,true",
        "stra\u00dfe,true",
        "STRASSE,true",
        "invoice 8,false",
        "subject,false"
    })
    void aTextIsFoundInWhatListsShow(String text, boolean found) {
        Message message =
                message("Ann <ann@example.com>", Optional.of("Invoice 7, Stra\u00dfe"), Optional.of("A preview"));

        assertThat(new ShownText(text).occursIn(message)).isEqualTo(found);
    }
}
