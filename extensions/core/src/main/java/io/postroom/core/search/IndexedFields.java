package io.postroom.core.search;

import io.postroom.core.message.Message;
import io.postroom.core.thread.ThreadSummary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The short texts of a message or thread that are searched character by character. Of each value the first {@value #MAX_CHARACTERS}
 * characters count, of each list the first {@value #MAX_VALUES} values.
 *
 * @param recipients of a message those in {@code To}; of a thread everybody it went to
 * @param copied those in {@code Cc} and {@code Bcc} of a message; of a thread nobody
 */
public record IndexedFields(
        List<String> senders, List<String> recipients, List<String> copied, Optional<String> subject) {
    private static final int MAX_CHARACTERS = 1_000;
    private static final int MAX_VALUES = 100;

    public IndexedFields {
        senders = cut(senders);
        recipients = cut(recipients);
        copied = cut(copied);
        subject = subject.map(IndexedFields::cut);
    }

    private static List<String> cut(List<String> values) {
        return values.stream().limit(MAX_VALUES).map(IndexedFields::cut).toList();
    }

    private static String cut(String value) {
        return value.length() <= MAX_CHARACTERS ? value : value.substring(0, MAX_CHARACTERS);
    }

    public static IndexedFields of(Message message) {
        List<String> senders = message.envelope().from().isEmpty()
                ? List.of()
                : List.of(message.envelope().from());
        List<String> copied = Stream.concat(message.envelope().cc().stream(), message.envelope().bcc().stream())
                .toList();
        return new IndexedFields(
                senders, message.envelope().to(), copied, message.envelope().subject());
    }

    public static IndexedFields of(ThreadSummary thread) {
        return new IndexedFields(thread.senders(), thread.recipients(), List.of(), thread.subject());
    }

    /** Everybody a message went to. */
    List<String> everybody() {
        return Stream.concat(recipients.stream(), copied.stream()).toList();
    }
}
