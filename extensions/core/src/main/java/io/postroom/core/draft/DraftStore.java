package io.postroom.core.draft;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the rows of drafts and when each is due.
 *
 * <p>Changes of one draft are atomic, also where several processes make them: of two that begin with the same row, one succeeds. Calls
 * block; each is durable once it returns. An unreachable store shows as an {@link java.io.UncheckedIOException}: then the change may have
 * been made or not. Thread-safe.
 */
public interface DraftStore {
    /** Adds {@code draft}, or returns false if there is one of its id. */
    boolean add(Draft draft);

    /** Puts {@code after} in place of {@code before} of the same id, or returns false if that has another version by now, or is gone. */
    boolean replace(Draft before, Draft after);

    /** Removes {@code draft}, or returns false if it has another version by now; true if there is none. */
    boolean delete(Draft draft);

    Optional<Draft> find(DraftId id);

    /** The draft whose mail this is. */
    Optional<Draft> findByMailboxId(InboxId inbox, MailboxMessageId mail);

    /**
     * Ordered by the time of the last change, then id; the filter's times are that time. A page may be short although more follow, when
     * the filter lets little through.
     */
    Page<Draft> list(DraftScope scope, MessageFilter filter, PageRequest request);

    /** Those that the clock has to look at, see {@link Schedule#dueAt()}, earliest first. */
    List<Draft> due(Instant now, int limit);

    /** Removes every row of the inbox. */
    void deleteAll(Inbox inbox);
}
