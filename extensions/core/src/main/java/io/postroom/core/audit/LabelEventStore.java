package io.postroom.core.audit;

import io.postroom.core.account.InboxId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.secret.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Keeps the events of labels, by inbox.
 *
 * <p>Calls block; each is durable once it returns, and each can be repeated. An unreachable store shows as an
 * {@link java.io.UncheckedIOException}. Thread-safe; callers see to it that one thread at a time changes an inbox.
 */
public interface LabelEventStore {
    /** For how long it is known at least when a change was first tried. */
    Duration REMEMBERED = Duration.ofDays(30);

    /** When the change was first tried: {@code at}, unless an earlier call named it. */
    Instant firstTried(InboxId inbox, Digest change, Instant at);

    /** Adds events; what is there already stays as it is. */
    void add(InboxId inbox, List<LabelEvent> events);

    /** Ordered by time, then id. */
    Page<LabelEvent> list(InboxId inbox, PageRequest request);

    /** Removes every event of the inbox. */
    void deleteAll(InboxId inbox);
}
