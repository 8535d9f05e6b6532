package io.postroom.core.signup;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageId;
import io.postroom.core.send.Address;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Content;
import io.postroom.core.send.Letter;
import io.postroom.core.send.Letters;
import io.postroom.core.send.Notices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes to the people whom agents name. No inbox has a copy, and nothing comes back: an agent must not read its own code. Thread-safe; blocks. */
public final class CodeMail {
    private static final String TEXT = """
            Somebody, most likely a program that works for you, has signed up for the inbox

                %s

            and named you as its owner. The code to confirm that is

                %s

            Give it to your program within 24 hours, or do nothing: without the code, the
            inbox can write to nobody but you, and only a little.
            """;

    private final Letters letters;
    private final Notices notices;

    public CodeMail(Letters letters, Notices notices) {
        this.letters = letters;
        this.notices = notices;
    }

    void send(String human, InboxId inbox, String code, Instant at) {
        Content content = new Content(
                Optional.of("The code for " + inbox),
                Optional.of(TEXT.formatted(inbox, code)),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of("Auto-Submitted", "auto-generated"), // RFC 3834 §5
                Labels.NONE);
        Letter letter = new Letter(
                new MessageId("<" + UUID.randomUUID() + "@" + inbox.domain() + ">"),
                at,
                new Address(Optional.of("Postroom"), "no-reply@" + inbox.domain()),
                new Addressees(List.of(Address.parse(human)), List.of(), List.of()),
                content,
                List.of(),
                false);
        notices.put(human, letters.write(letter));
    }
}
