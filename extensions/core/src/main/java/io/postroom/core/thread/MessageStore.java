package io.postroom.core.thread;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Claim;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the rows of messages and threads.
 *
 * <p>A page costs the same in a small inbox and in a large one. Calls block; each is durable once it returns, and each can be repeated
 * with the same arguments to the same effect. An unreachable store shows as an {@link java.io.UncheckedIOException}. Thread-safe; callers
 * see to it that one thread at a time changes one mail thread.
 */
public interface MessageStore {
    /** Records the claim, replacing the one of the same message. */
    void saveClaim(Claim claim);

    Optional<Claim> findClaim(InboxId inbox, MessageId message);

    /** Removes the claim of a message that is not, and will not be, in the mailbox. */
    void deleteClaim(InboxId inbox, MessageId message);

    /**
     * Adds a message with its claim and its thread's new summary. From the moment it is listed it is found by its id;
     * {@link #findByMailboxId} finds it once all of this is done.
     */
    void add(Inbox inbox, Addition addition);

    /**
     * A message that is to be added.
     *
     * @param leading the ids that lead to its thread from now on; to be those of its own and its ancestors' that led nowhere
     * @param before the thread's summary until now; empty for a new thread
     * @param after the thread's summary with the message
     */
    record Addition(Message message, Set<MessageId> leading, Optional<ThreadSummary> before, ThreadSummary after) {
        public Addition {
            leading = Set.copyOf(leading);
        }
    }

    /** How a message stands to its thread, to which an interrupted {@link #add} may have added it. */
    ThreadStanding standing(Message message);

    /**
     * @param thread the summary of the message's thread; empty if there is no such thread
     * @param counted whether that summary is the one with the message
     */
    record ThreadStanding(Optional<ThreadSummary> thread, boolean counted) {
        public static final ThreadStanding NEW = new ThreadStanding(Optional.empty(), false);
    }

    /** Replaces a message whose labels changed, and its thread's summary. */
    void update(Inbox inbox, Message before, Message after, ThreadSummary threadBefore, ThreadSummary threadAfter);

    /**
     * Removes a message with its claim.
     *
     * @param after the thread's summary without the message; empty if that was its last one
     */
    void delete(Inbox inbox, Message message, ThreadSummary before, Optional<ThreadSummary> after);

    Optional<Message> find(InboxId inbox, MessageId id);

    /** The messages of these ids, in the order of the ids; unknown ones are left out. */
    List<Message> find(InboxId inbox, List<MessageId> ids);

    Optional<Message> findByMailboxId(InboxId inbox, MailboxMessageId id);

    /** Ordered by timestamp, then id. A page may be short although more follow, when the filter lets little through. */
    Page<Message> list(InboxId inbox, MessageFilter filter, PageRequest request);

    /** The messages of a thread, ordered by timestamp, then id. */
    Page<Message> listThread(InboxId inbox, ThreadId thread, PageRequest request);

    Optional<ThreadSummary> findThread(InboxId inbox, ThreadId thread);

    /** As {@link #findThread}, for callers that know no inbox; thread ids are unique in the whole store. */
    Optional<ThreadSummary> findThread(ThreadId thread);

    /** Ordered by the time of the last message, then id. A page may be short although more follow. */
    Page<ThreadSummary> listThreads(ThreadScope scope, MessageFilter filter, PageRequest request);

    /** The threads that these message ids lead to; ids that lead nowhere are left out. */
    Map<MessageId, ThreadId> findThreads(InboxId inbox, Collection<MessageId> ids);

    /** The oldest message of a thread that is in the mailbox; the mail server names its own threads by it. */
    Optional<MailboxMessageId> findThreadRoot(InboxId inbox, ThreadId thread);

    /** Counts what is in the inbox; takes the longer the more there is. Exact when nothing changes meanwhile. */
    MailUsage measure(InboxId inbox);

    /** Removes every row of the inbox. */
    void deleteAll(Inbox inbox);
}
