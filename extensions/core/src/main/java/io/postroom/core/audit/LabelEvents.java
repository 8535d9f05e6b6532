package io.postroom.core.audit;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.Messages;
import io.postroom.core.thread.Visibility;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows what became of the labels in an inbox. Thread-safe; calls block. */
public final class LabelEvents {
    private final Inboxes inboxes;
    private final Messages messages;
    private final LabelEventStore events;

    public LabelEvents(Inboxes inboxes, Messages messages, LabelEventStore events) {
        this.inboxes = inboxes;
        this.messages = messages;
        this.events = events;
    }

    /** An inbox and a page of its events. */
    public record Listed(Inbox inbox, Page<LabelEvent> page) {}

    /**
     * Ordered by time. A caller from whom some labels are hidden sees events of the messages that it may know of now; a page can be short,
     * or empty, although more follow.
     */
    public Listed list(Caller caller, InboxId id, PageRequest request) {
        Inbox inbox = inboxes.require(caller, id, Permission.MESSAGE_READ);
        Page<LabelEvent> page = events.list(id, request);
        return new Listed(inbox, Visibility.isWhole(caller) ? page : ofVisibleMessages(caller, inbox, page));
    }

    private Page<LabelEvent> ofVisibleMessages(Caller caller, Inbox inbox, Page<LabelEvent> page) {
        List<MessageId> ids =
                page.items().stream().map(LabelEvent::message).distinct().toList();
        if (ids.isEmpty()) {
            return page;
        }
        Set<MessageId> visible = messages.batchGet(caller, inbox.id(), ids).stream()
                .map(Message::id)
                .collect(Collectors.toSet());
        return new Page<>(
                page.items().stream()
                        .filter(event -> visible.contains(event.message()))
                        .toList(),
                page.next());
    }
}
