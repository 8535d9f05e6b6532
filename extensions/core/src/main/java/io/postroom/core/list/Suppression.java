package io.postroom.core.list;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.message.MessageId;
import io.postroom.core.page.PageKey;
import java.time.Instant;
import java.util.Locale;

/**
 * An address to which an organisation sends no more: an entry of its list of blocked recipients that only the server makes, and that only
 * the operator takes away.
 *
 * @param address as {@link #key} has it; not empty
 * @param detail of a bounce its status (RFC 3463), such as {@code 5.1.1}; of a complaint its kind, such as {@code abuse}
 * @param inbox the one that sent the message
 * @param message which bounced or was complained of
 * @param createdAt in milliseconds precision
 */
public record Suppression(
        OrganizationId organization,
        String address,
        Cause cause,
        String detail,
        InboxId inbox,
        MessageId message,
        Instant createdAt) {

    /** What led to it. */
    public enum Cause {
        BOUNCE("bounce"),
        COMPLAINT("complaint");

        private final String wireName;

        Cause(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /** @throws IllegalArgumentException if {@code address} is empty or not as {@link #key} has it */
    public Suppression {
        if (address.isEmpty() || !address.equals(key(address))) {
            throw new IllegalArgumentException("not the key of an address");
        }
    }

    /** The same for all spellings of one address; see {@link InboxId} for why letters of the local part do not differ. */
    public static String key(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    /** Its place in the list of its organisation. */
    public PageKey place() {
        return new PageKey(createdAt, address);
    }
}
