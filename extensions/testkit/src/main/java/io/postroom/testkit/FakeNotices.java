package io.postroom.testkit;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.RawMessage;
import io.postroom.core.send.Notices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps what is put in. Thread-safe. */
public final class FakeNotices implements Notices {
    private static final Pattern CODE = Pattern.compile("(?m)^ *(\\d{6})\\s*$");

    /** A mail on its way. */
    public record Mail(String recipient, String text) {
        /** The line of six digits in it. */
        public String code() {
            Matcher found = CODE.matcher(text);
            if (!found.find()) {
                throw new AssertionError("no code in " + text);
            }
            return found.group(1);
        }
    }

    private final List<Mail> mails = new CopyOnWriteArrayList<>();

    @Override
    public void put(String recipient, RawMessage raw) {
        try (InputStream in = raw.open()) {
            mails.add(new Mail(recipient, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(InboxId author, String recipient, RawMessage raw) {
        put(recipient, raw);
    }

    /** Oldest first. */
    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** The latest. */
    public Mail last() {
        return mails.get(mails.size() - 1);
    }
}
