package io.postroom.core.event;

import io.postroom.core.secret.Digest;

/** The id of an event, {@code evt_} and 32 hexadecimal digits; the same on every transport. */
public record EventId(String value) {
    private static final String PREFIX = "evt_";
    private static final int DIGITS = 32;

    /** @throws IllegalArgumentException if {@code value} has no such form */
    public EventId {
        if (!value.matches("evt_[0-9a-f]{32}")) {
            throw new IllegalArgumentException("not an event id");
        }
    }

    /** The id of the one event of this type about this subject; the same parts give the same id. */
    public static EventId derivedFrom(EventType type, String... subject) {
        String[] parts = new String[subject.length + 1];
        parts[0] = type.wireName();
        System.arraycopy(subject, 0, parts, 1, subject.length);
        return new EventId(PREFIX + Digest.sha256(parts).hex().substring(0, DIGITS));
    }

    @Override
    public String toString() {
        return value;
    }
}
