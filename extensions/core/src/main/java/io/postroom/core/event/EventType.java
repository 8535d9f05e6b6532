package io.postroom.core.event;

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
    DOMAIN_VERIFIED("domain.verified");

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in the API. */
    public String wireName() {
        return wireName;
    }

    public static Optional<EventType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
