package io.postroom.core.audit;

import io.postroom.core.audit.LabelEvent.Kind;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.secret.Digest;
import io.postroom.core.thread.RowWatch;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts on record which labels messages get and lose: through the API, in a mail client, or by what becomes of a message that was sent.
 *
 * <p>A change is on record before it is made. One that a crash cut off is made again from the same row, and has its time on record, so
 * that it stands there once. Thread-safe; blocks.
 */
public final class LabelAudit implements RowWatch {
    private final LabelEventStore events;
    private final Clock clock;

    public LabelAudit(LabelEventStore events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void relabelling(Inbox inbox, Message before, Message after) {
        Digest change = digest(inbox, before, after);
        Instant at = events.firstTried(inbox.id(), change, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Labels added = after.labels().without(before.labels());
        Labels removed = before.labels().without(after.labels());
        List<LabelEvent> told = Stream.concat(
                        added.values().stream().map(label -> LabelEvent.of(change, Kind.ADDED, before.id(), label, at)),
                        removed.values().stream()
                                .map(label -> LabelEvent.of(change, Kind.REMOVED, before.id(), label, at)))
                .toList();
        events.add(inbox.id(), told);
    }

    /** The row as it was, and what it is to be. */
    private static Digest digest(Inbox inbox, Message before, Message after) {
        return Digest.sha256(
                "labels",
                inbox.id().value(),
                Long.toString(inbox.createdAt().toEpochMilli()),
                before.id().value(),
                Long.toString(before.updatedAt().toEpochMilli()),
                before.labels().texts().toString(),
                after.labels().texts().toString());
    }
}
