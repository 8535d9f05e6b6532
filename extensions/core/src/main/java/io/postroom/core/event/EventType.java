package io.postroom.core.event;

import io.postroom.core.account.Permission;
import java.util.Arrays;
import java.util.Optional;

/** What can happen. */
public enum EventType {
    MESSAGE_RECEIVED("message.received"),
    MESSAGE_RECEIVED_SPAM("message.received.spam"),
    MESSAGE_RECEIVED_BLOCKED("message.received.blocked"),
    MESSAGE_RECEIVED_UNAUTHENTICATED("message.received.unauthenticated"),
    MESSAGE_SENT("message.sent"),
    MESSAGE_DELIVERED("message.delivered"),
    MESSAGE_BOUNCED("message.bounced"),
    MESSAGE_COMPLAINED("message.complained"),
    MESSAGE_REJECTED("message.rejected"),
    MESSAGE_OPENED("message.opened"),
    DOMAIN_VERIFIED("domain.verified"),
    SENDER_VERIFIED("sender.verified");

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in the API. */
    public String wireName() {
        return wireName;
    }

    /** What a key needs to see the mail that this is about, beside {@link #readPermission}; empty if nothing. */
    public Optional<Permission> labelPermission() {
        return switch (this) {
            case MESSAGE_RECEIVED_SPAM -> Optional.of(Permission.LABEL_SPAM_READ);
            case MESSAGE_RECEIVED_BLOCKED -> Optional.of(Permission.LABEL_BLOCKED_READ);
            case MESSAGE_RECEIVED_UNAUTHENTICATED -> Optional.of(Permission.LABEL_UNAUTHENTICATED_READ);
            default -> Optional.empty();
        };
    }

    /** What a key needs to read what this is about. */
    public Permission readPermission() {
        return this == DOMAIN_VERIFIED ? Permission.DOMAIN_READ : Permission.MESSAGE_READ;
    }

    /**
     * Whether those are told of it who do not say which events they want: not of mail that lists hide, nor of what clients of other servers have no word
     * for.
     */
    public boolean isStandard() {
        return labelPermission().isEmpty() && this != SENDER_VERIFIED;
    }

    public static Optional<EventType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
