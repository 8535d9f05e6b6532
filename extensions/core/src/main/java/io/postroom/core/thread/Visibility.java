package io.postroom.core.thread;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageFilter;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** Which labels hide a message from whom. */
public final class Visibility {
    private static final Map<Permission, Label> NEEDED = new EnumMap<>(Map.of(
            Permission.LABEL_SPAM_READ, Label.SPAM,
            Permission.LABEL_BLOCKED_READ, Label.BLOCKED,
            Permission.LABEL_UNAUTHENTICATED_READ, Label.UNAUTHENTICATED,
            Permission.LABEL_TRASH_READ, Label.TRASH));

    private Visibility() {}

    /** The filter, with what the caller may not read hidden too. */
    public static MessageFilter narrow(Caller caller, MessageFilter filter) {
        Labels hidden = filter.hidden().with(Labels.of(forbidden(caller).toList()));
        return new MessageFilter(filter.labels(), hidden, filter.before(), filter.after());
    }

    /** Whether no message is hidden from the caller. */
    public static boolean isWhole(Caller caller) {
        return forbidden(caller).findAny().isEmpty();
    }

    /** Whether the caller may know of a message with these labels. */
    static boolean permits(Caller caller, Labels labels) {
        return forbidden(caller).noneMatch(labels::contains);
    }

    private static Stream<Label> forbidden(Caller caller) {
        return NEEDED.entrySet().stream()
                .filter(needed -> !caller.may(needed.getKey()))
                .map(Map.Entry::getValue);
    }
}
