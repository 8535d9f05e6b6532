package io.postroom.testkit;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.message.MessageRef;
import io.postroom.core.send.Outbox;
import io.postroom.core.send.Parcel;
import io.postroom.core.send.Passage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is put in. Thread-safe. */
public final class FakeOutbox implements Outbox {
    /** A mail on its way. */
    public record Mail(MessageRef message, List<String> recipients, String text, Passage passage, Duration delay) {}

    private volatile boolean mayWait = true;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();

    /** Whether a mail may wait; true at first. */
    public void allowWaiting(boolean allowed) {
        mayWait = allowed;
    }

    @Override
    public boolean reserve(OrganizationId organization, Duration delay) {
        return mayWait;
    }

    @Override
    public void put(Parcel parcel) {
        try (InputStream in = parcel.raw().open()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            mails.add(new Mail(parcel.message(), parcel.recipients(), text, parcel.passage(), parcel.delay()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Oldest first. */
    public List<Mail> mails() {
        return List.copyOf(mails);
    }
}
