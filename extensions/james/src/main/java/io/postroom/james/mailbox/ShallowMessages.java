package io.postroom.james.mailbox;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.Flags;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.MessageManager.FlagsUpdateMode;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;
import org.apache.james.mailbox.model.DeleteResult;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.store.StoreMessageIdManager;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * James' messages by id, for JMAP and its listeners: what is nested too deep for them is shown as a message of one part, see
 * {@link ShallowMessage}. Everything else is James' own. Thread-safe.
 *
 * <p>JMAP takes messages apart by recursion. A {@link StackOverflowError} within Reactor leaves whoever waits for the answer waiting for
 * ever: the client, and, as a listener does the same when mail arrives, the spooler too.
 */
public final class ShallowMessages implements MessageIdManager {
    private final MessageIdManager whole;

    @Inject
    public ShallowMessages(StoreMessageIdManager whole) {
        this.whole = whole;
    }

    /** For callers that want every message as it is. */
    static MessageIdManager wholeOf(MessageIdManager messages) {
        return messages instanceof ShallowMessages shallow ? shallow.whole : messages;
    }

    @Override
    public List<MessageResult> getMessages(Collection<MessageId> ids, FetchGroup fetch, MailboxSession session)
            throws MailboxException {
        return whole.getMessages(ids, fetch, session).stream()
                .<MessageResult>map(ShallowMessage::new)
                .toList();
    }

    @Override
    public Publisher<MessageResult> getMessagesReactive(
            Collection<MessageId> ids, FetchGroup fetch, MailboxSession session) {
        return Flux.from(whole.getMessagesReactive(ids, fetch, session)).map(ShallowMessage::new);
    }

    @Override
    public Publisher<ComposedMessageIdWithMetaData> messagesMetadata(
            Collection<MessageId> ids, MailboxSession session) {
        return whole.messagesMetadata(ids, session);
    }

    @Override
    public Set<MessageId> accessibleMessages(Collection<MessageId> ids, MailboxSession session)
            throws MailboxException {
        return whole.accessibleMessages(ids, session);
    }

    @Override
    public Publisher<Set<MessageId>> accessibleMessagesReactive(Collection<MessageId> ids, MailboxSession session) {
        return whole.accessibleMessagesReactive(ids, session);
    }

    @Override
    public void setFlags(
            Flags flags, FlagsUpdateMode mode, MessageId id, List<MailboxId> mailboxes, MailboxSession session)
            throws MailboxException {
        whole.setFlags(flags, mode, id, mailboxes, session);
    }

    @Override
    public Publisher<Void> setFlagsReactive(
            Flags flags, FlagsUpdateMode mode, MessageId id, List<MailboxId> mailboxes, MailboxSession session) {
        return whole.setFlagsReactive(flags, mode, id, mailboxes, session);
    }

    @Override
    public DeleteResult delete(MessageId id, List<MailboxId> mailboxes, MailboxSession session)
            throws MailboxException {
        return whole.delete(id, mailboxes, session);
    }

    @Override
    public Publisher<DeleteResult> deleteReactive(
            List<MessageId> ids, List<MailboxId> mailboxes, MailboxSession session) {
        return whole.deleteReactive(ids, mailboxes, session);
    }

    @Override
    public Publisher<DeleteResult> delete(List<MessageId> ids, MailboxSession session) {
        return whole.delete(ids, session);
    }

    @Override
    public void setInMailboxes(MessageId id, Collection<MailboxId> mailboxes, MailboxSession session)
            throws MailboxException {
        whole.setInMailboxes(id, mailboxes, session);
    }

    @Override
    public Publisher<Void> setInMailboxesReactive(
            MessageId id, Collection<MailboxId> mailboxes, MailboxSession session) {
        return whole.setInMailboxesReactive(id, mailboxes, session);
    }
}
