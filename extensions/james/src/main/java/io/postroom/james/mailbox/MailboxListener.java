package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Folder;
import io.postroom.core.message.MailboxMessageId;
import java.util.Collection;
import java.util.Optional;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener;
import org.apache.james.events.Group;
import org.apache.james.mailbox.events.MailboxEvents.FlagsUpdated;
import org.apache.james.mailbox.events.MailboxEvents.MailboxDeletion;
import org.apache.james.mailbox.events.MailboxEvents.MailboxEvent;
import org.apache.james.mailbox.events.MailboxEvents.MailboxRenamed;
import org.apache.james.mailbox.events.MailboxEvents.MessageEvent;
import org.apache.james.mailbox.events.MailboxEvents.MetaDataHoldingEvent;
import org.apache.james.mailbox.model.MailboxConstants;
import org.apache.james.mailbox.model.MessageId;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Hears of every change to a mailbox, and passes on what mail clients did, and all that happens to drafts. Never blocks and never fails:
 * James' event bus lets the client wait for it. A move comes as an arrival and a removal of the same id; as whoever follows looks where
 * the message is, neither is mistaken for what it says.
 */
final class MailboxListener implements EventListener.ReactiveGroupEventListener {
    /** The name under which James knows the listener. */
    static final class MailboxListenerGroup extends Group {}

    private static final Group GROUP = new MailboxListenerGroup();

    private final ChangeQueue queue;
    private final MarkKeeper marks;

    MailboxListener(ChangeQueue queue, MarkKeeper marks) {
        this.queue = queue;
        this.marks = marks;
    }

    @Override
    public Group getDefaultGroup() {
        return GROUP;
    }

    @Override
    public ExecutionMode getExecutionMode() {
        return ExecutionMode.ASYNCHRONOUS;
    }

    @Override
    public boolean isHandling(Event event) {
        return event instanceof MessageEvent || event instanceof MailboxDeletion || event instanceof MailboxRenamed;
    }

    @Override
    public Publisher<Void> reactiveEvent(Event event) {
        if (isHandling(event) && event instanceof MailboxEvent change) {
            ownerOf(change).ifPresent(inbox -> pass(inbox, change));
        }
        return Mono.empty();
    }

    private void pass(InboxId inbox, MailboxEvent change) {
        marks.touched(inbox, change.getMailboxId());
        if (change.getSessionId().equals(OwnSessions.ID) && !isOfDrafts(change)) {
            return; // whoever made it changes the rows as well
        }
        if (change instanceof MetaDataHoldingEvent messages) {
            pass(inbox, messages.getMessageIds());
        } else if (change instanceof FlagsUpdated flags
                && flags.getMessageIds().size() == flags.getUids().size()) {
            pass(inbox, flags.getMessageIds());
        } else {
            queue.add(new MailboxWork.WholeInbox(inbox));
        }
    }

    /** Our own changes of drafts are looked at too: where one was cut off before its row, that is what finishes it. */
    private static boolean isOfDrafts(MailboxEvent change) {
        return Folder.named(change.getMailboxPath().getName())
                .filter(Folder.DRAFTS::equals)
                .isPresent();
    }

    private void pass(InboxId inbox, Collection<MessageId> messages) {
        messages.forEach(id -> queue.add(new MailboxWork.OneMessage(inbox, new MailboxMessageId(id.serialize()))));
    }

    /** The inbox whose mailbox it is; empty for shared namespaces and for users whose name no inbox can have. */
    private static Optional<InboxId> ownerOf(MailboxEvent change) {
        if (!change.getMailboxPath().getNamespace().equals(MailboxConstants.USER_NAMESPACE)) {
            return Optional.empty();
        }
        return InboxId.tryParse(change.getMailboxPath().getUser().asString());
    }
}
