package io.postroom.routes;

import io.postroom.core.cache.Recents;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.concurrent.Workers;
import io.postroom.core.event.EventFields;
import io.postroom.core.event.EventId;
import io.postroom.core.event.MailEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;

/**
 * Events as JSON text, as webhooks are sent them. Where that is too large, texts and then headers of the message are left out.
 *
 * <p>Thread-safe. Blocks while it reads the mailbox; an unreachable one shows as an {@link java.io.UncheckedIOException}.
 */
public final class EventTexts {
    /** What a webhook is sent at most. */
    static final int MAX_OCTETS = 1_000_000;

    /** As much as proxies and clients take in one frame. */
    static final int MAX_FRAME_OCTETS = 128 * 1024;

    /** Long enough for all who follow a log to be told; short, since a message may be deleted meanwhile. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final int MOST_REMEMBERED = 200;
    private static final int MOST_CHARACTERS = MOST_REMEMBERED * MAX_FRAME_OCTETS; // usually some 600,000

    /** How many looks into mailboxes for one answer go on at the same time; each is a dozen short requests, one after another. */
    private static final int AT_ONCE = 8;

    private static final int READERS = 16;
    private static final int MOST_WAITING = 200;

    private final EventFields fields;
    private final Workers readers = Workers.few("event-texts", READERS, MOST_WAITING);
    private final KeyedLocks locks = new KeyedLocks();
    private final Recents<EventId, String> frames =
            new Recents<>(new Recents.Bounds(MOST_REMEMBERED, MOST_CHARACTERS, REMEMBERED));

    @Inject
    public EventTexts(EventFields fields) {
        this.fields = fields;
    }

    /** For an answer: as many of the first as make {@code enough} characters or a little more, at least one; in their order. */
    public List<String> whole(List<MailEvent> events, long enough) {
        List<String> texts = new ArrayList<>();
        long length = 0;
        for (int i = 0; i < events.size() && length < enough; i += AT_ONCE) {
            List<MailEvent> some = events.subList(i, Math.min(events.size(), i + AT_ONCE));
            for (String text : readers.map(some, event -> fitting(event, MAX_OCTETS))) {
                texts.add(text);
                length += text.length();
            }
        }
        return texts;
    }

    /** For a frame; many who want it at the same time cost one look into the mailbox. */
    public String frame(MailEvent event) {
        return frames.find(event.id())
                .orElseGet(() -> locks.with(
                        event.id(),
                        () -> frames.find(event.id())
                                .orElseGet(() -> remember(event.id(), fitting(event, MAX_FRAME_OCTETS)))));
    }

    private String remember(EventId id, String text) {
        frames.put(id, text, text.length());
        return text;
    }

    private String fitting(MailEvent event, int octets) {
        return EventFields.fitting(fields.of(event), octets, Json::text);
    }
}
