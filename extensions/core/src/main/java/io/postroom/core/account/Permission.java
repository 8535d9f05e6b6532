package io.postroom.core.account;

import java.util.Locale;

/** What a restricted key may do; the wire name is the lower-case name of the constant. */
public enum Permission {
    INBOX_READ,
    INBOX_CREATE,
    INBOX_UPDATE,
    INBOX_DELETE,
    MESSAGE_READ,
    MESSAGE_SEND,
    MESSAGE_UPDATE,
    MESSAGE_DELETE,
    LABEL_SPAM_READ,
    LABEL_BLOCKED_READ,
    LABEL_UNAUTHENTICATED_READ,
    LABEL_TRASH_READ,
    DRAFT_READ,
    DRAFT_CREATE,
    DRAFT_UPDATE,
    DRAFT_DELETE,
    DRAFT_SEND,
    WEBHOOK_READ,
    WEBHOOK_CREATE,
    WEBHOOK_UPDATE,
    WEBHOOK_DELETE,
    DOMAIN_READ,
    DOMAIN_CREATE,
    DOMAIN_UPDATE,
    DOMAIN_DELETE,
    LIST_ENTRY_READ,
    LIST_ENTRY_CREATE,
    LIST_ENTRY_DELETE,
    METRICS_READ,
    API_KEY_READ,
    API_KEY_CREATE,
    API_KEY_UPDATE,
    API_KEY_DELETE,
    PROVIDER_CONNECT,
    PROVIDER_SHARE_OWNER,
    POD_READ,
    POD_CREATE,
    POD_DELETE;

    /** The name in the API, such as {@code message_read}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
