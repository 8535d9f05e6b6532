package io.postroom.core.audit;

import io.postroom.core.event.EventId;
import io.postroom.core.message.Label;
import io.postroom.core.message.MessageId;
import io.postroom.core.page.PageKey;
import io.postroom.core.secret.Digest;
import java.time.Instant;

/**
 * A message got or lost a label after it had come; never changes.
 *
 * @param id begins with the time, so that the order of ids is that of time
 * @param at in milliseconds precision
 */
public record LabelEvent(EventId id, Kind kind, MessageId message, Label label, Instant at) {
    private static final int TIME_DIGITS = 12;
    private static final int DIGITS = 32;

    /** What became of the label. */
    public enum Kind {
        ADDED("label.added"),
        REMOVED("label.removed");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** Its name in the API. */
        public String wireName() {
            return wireName;
        }
    }

    /** The event of one label in {@code change}, which says all that tells the change from others. */
    static LabelEvent of(Digest change, Kind kind, MessageId message, Label label, Instant at) {
        String time = "%012x".formatted(at.toEpochMilli());
        String rest = Digest.sha256(change.hex(), kind.wireName(), label.value())
                .hex()
                .substring(0, DIGITS - TIME_DIGITS);
        return new LabelEvent(new EventId("evt_" + time + rest), kind, message, label, at);
    }

    /** Its place in the list of an inbox. */
    public PageKey place() {
        return new PageKey(at, id.value());
    }
}
