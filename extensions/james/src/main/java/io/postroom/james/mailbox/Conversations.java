package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.MessageStore;
import io.postroom.james.mime.MessageIds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Core's threads, as the mail server asks for them: by the ids in a header, and by the oldest message. Blocks. */
final class Conversations {
    private final MessageStore store;

    Conversations(MessageStore store) {
        this.store = store;
    }

    /**
     * The oldest message of the thread that a message with these fields belongs to; empty if it begins one. Two look-ups at most.
     *
     * @param own its Message-ID: an answer may have come before it
     */
    Optional<MailboxMessageId> oldest(InboxId inbox, String own, String inReplyTo, String references) {
        Set<MessageId> nearestFirst = new LinkedHashSet<>();
        MessageIds.in(inReplyTo).limit(1).forEach(nearestFirst::add);
        List<MessageId> ancestors = new ArrayList<>(MessageIds.in(references).toList());
        Collections.reverse(ancestors);
        ancestors.stream().limit(Envelope.MAX_REFERENCES).forEach(nearestFirst::add);
        MessageIds.in(own).limit(1).forEach(nearestFirst::add);
        Map<MessageId, ThreadId> known = store.findThreads(inbox, nearestFirst);
        return nearestFirst.stream()
                .flatMap(id -> Optional.ofNullable(known.get(id)).stream())
                .findFirst()
                .flatMap(thread -> store.findThreadRoot(inbox, thread));
    }

    /** The messages of the thread that this one is in, oldest first; none if there is no row of it. */
    List<MailboxMessageId> around(InboxId inbox, MailboxMessageId member) {
        return store.findByMailboxId(inbox, member).map(this::all).orElse(List.of());
    }

    private List<MailboxMessageId> all(Message member) {
        List<MailboxMessageId> found = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(new PageRequest(PageRequest.MAX_LIMIT, Optional.empty(), true));
        while (next.isPresent()) {
            Page<Message> page = store.listThread(member.inbox(), member.thread(), next.get());
            page.items().forEach(message -> found.add(message.mailboxId()));
            next = page.next().map(key -> new PageRequest(PageRequest.MAX_LIMIT, Optional.of(key), true));
        }
        return found;
    }
}
