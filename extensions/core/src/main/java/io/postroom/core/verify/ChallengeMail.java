package io.postroom.core.verify;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.send.Address;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Composing;
import io.postroom.core.send.Content;
import io.postroom.core.send.Letter;
import io.postroom.core.send.Letters;
import io.postroom.core.send.Notices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the mail that puts a challenge: from the inbox, as an answer to the message. Nothing of that message is repeated in it, so that nobody can have
 * words of his own sent from here. The inbox has no copy: whoever reads its mail must not be able to answer in the sender's place. Thread-safe; blocks.
 */
public final class ChallengeMail {
    private static final String TEXT = """
            A message from %1$s has come to

                %2$s

            which does not know this address yet. Did you send it? Then answer this mail, with
            any words, or open this page and press the button there:

                %3$s

            Your message has arrived, and is marked as one from somebody unknown until then. If
            you did not write, do nothing. This can be answered for 7 days.
            """;

    private static final String HTML = """
            <!doctype html>
            <html lang="en"><body>
            <p>A message from <b>%1$s</b> has come to <b>%2$s</b>, which does not know this address yet.</p>
            <p>Did you send it? Then answer this mail, with any words, or open <a href="%3$s">this page</a> and press the button there.</p>
            <p>Your message has arrived, and is marked as one from somebody unknown until then. If you did not write, do nothing. This can be
            answered for 7 days.</p>
            </body></html>
            """;

    private final Letters letters;
    private final Notices notices;
    private final ChallengePage page;

    public ChallengeMail(Letters letters, Notices notices, ChallengePage page) {
        this.letters = letters;
        this.notices = notices;
        this.page = page;
    }

    /** @param id of the mail that is written */
    void send(Inbox inbox, SenderAddress to, Message about, MessageId id, String token, Instant at) {
        String link = page.urlOf(token);
        Content content = new Content(
                Optional.of("Please confirm that you wrote to " + inbox.id()),
                Optional.of(TEXT.formatted(to, inbox.id(), link)),
                Optional.of(
                        HTML.formatted(escaped(to.value()), escaped(inbox.id().value()), escaped(link))),
                List.of(),
                List.of(),
                Map.of("Auto-Submitted", "auto-replied"), // RFC 3834 §5
                Labels.NONE);
        List<MessageId> references = new ArrayList<>(about.envelope().references());
        references.add(about.id());
        Letter letter = new Letter(
                id,
                at,
                Composing.from(inbox),
                new Addressees(List.of(Address.parse(to.value())), List.of(), List.of()),
                content,
                references,
                true);
        notices.put(inbox.id(), to.value(), letters.write(letter));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
