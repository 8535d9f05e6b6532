package io.postroom.store.memory;

import io.postroom.core.account.InboxId;
import io.postroom.core.receive.MailboxMark;
import io.postroom.core.receive.MailboxMarks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Marks in a map. Thread-safe. */
public final class MemoryMailboxMarks implements MailboxMarks {
    private final Map<InboxId, Map<String, MailboxMark>> marks = new ConcurrentHashMap<>();

    @Override
    public List<MailboxMark> list(InboxId inbox) {
        return List.copyOf(marks.getOrDefault(inbox, Map.of()).values());
    }

    @Override
    public void save(InboxId inbox, MailboxMark mark) {
        marks.compute(inbox, (id, known) -> {
            Map<String, MailboxMark> ofInbox = known == null ? new ConcurrentHashMap<>() : known;
            ofInbox.put(mark.mailbox(), mark);
            return ofInbox;
        });
    }

    @Override
    public void delete(InboxId inbox, String mailbox) {
        marks.computeIfPresent(inbox, (id, ofInbox) -> {
            ofInbox.remove(mailbox);
            return ofInbox.isEmpty() ? null : ofInbox;
        });
    }
}
