package io.postroom.testkit;

import io.postroom.core.message.MessageRef;
import io.postroom.core.message.RawMessage;
import io.postroom.core.send.Outbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is put in. Thread-safe. */
public final class FakeOutbox implements Outbox {
    /** A mail on its way. */
    public record Mail(MessageRef message, List<String> recipients, String text) {}

    private final List<Mail> mails = new CopyOnWriteArrayList<>();

    @Override
    public void put(MessageRef message, List<String> recipients, RawMessage raw, boolean again) {
        try (InputStream in = raw.open()) {
            mails.add(
                    new Mail(message, List.copyOf(recipients), new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Oldest first. */
    public List<Mail> mails() {
        return List.copyOf(mails);
    }
}
