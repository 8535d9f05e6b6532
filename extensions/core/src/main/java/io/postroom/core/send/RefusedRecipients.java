package io.postroom.core.send;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.list.Direction;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.Suppression;
import io.postroom.core.list.Suppressions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * To whom an inbox does not send: suppressed addresses, whatever a list says, and those that its lists do not let through. Thread-safe;
 * blocks. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class RefusedRecipients {
    private final Suppressions suppressions;
    private final ListRules rules;

    public RefusedRecipients(Suppressions suppressions, ListRules rules) {
        this.suppressions = suppressions;
        this.rules = rules;
    }

    /**
     * Those of some recipients that mail may not be sent to, as {@link Suppression#key} has them.
     *
     * @param suppressed that bounced or complained
     * @param unlisted that the lists refuse; none of {@code suppressed}
     */
    record Refusal(SortedSet<String> suppressed, SortedSet<String> unlisted) {
        boolean isEmpty() {
            return suppressed.isEmpty() && unlisted.isEmpty();
        }

        Set<String> addresses() {
            SortedSet<String> all = new TreeSet<>(suppressed);
            all.addAll(unlisted);
            return all;
        }

        /** For the caller. */
        String reason() {
            List<String> reasons = new ArrayList<>();
            if (!suppressed.isEmpty()) {
                reasons.add("Earlier mail bounced or was complained of: " + String.join(", ", suppressed));
            }
            if (!unlisted.isEmpty()) {
                reasons.add("The allow and block lists do not let mail out to: " + String.join(", ", unlisted));
            }
            return String.join(". ", reasons);
        }
    }

    /** Whether the inbox may write to this address. */
    public boolean permits(Inbox inbox, String address) {
        return among(inbox, List.of(address)).isEmpty();
    }

    Refusal among(Inbox inbox, Collection<String> addresses) {
        Set<String> suppressed = suppressions.among(inbox.organization(), addresses);
        Set<String> unlisted = rules.refused(inbox, Direction.SEND, addresses).stream()
                .map(Suppression::key)
                .filter(address -> !suppressed.contains(address))
                .collect(Collectors.toSet());
        return new Refusal(new TreeSet<>(suppressed), new TreeSet<>(unlisted));
    }
}
