package io.postroom.core.event;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.PodId;
import java.util.Set;

/**
 * Which events somebody wants.
 *
 * @param types none for all that are {@linkplain EventType#isStandard standard}
 * @param inboxes none of these and no pods: those of everything
 * @param pods events of any of these, or of any of {@code inboxes}
 */
public record EventFilter(Set<EventType> types, Set<InboxId> inboxes, Set<PodId> pods) {
    /** Whatever is standard, wherever it happens. */
    public static final EventFilter STANDARD = new EventFilter(Set.of(), Set.of(), Set.of());

    public EventFilter {
        types = Set.copyOf(types);
        inboxes = Set.copyOf(inboxes);
        pods = Set.copyOf(pods);
    }

    /** Whether {@code event} is one of them; whose it is does not matter. */
    public boolean wants(MailEvent event) {
        boolean ofThisType = types.isEmpty() ? event.type().isStandard() : types.contains(event.type());
        boolean everywhere = pods.isEmpty() && inboxes.isEmpty();
        return ofThisType
                && (everywhere
                        || event.pod().filter(pods::contains).isPresent()
                        || event.inbox().filter(inboxes::contains).isPresent());
    }
}
