package io.postroom.core.verify;

import io.postroom.core.account.InboxId;
import io.postroom.core.page.PageKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A sender who is verified for an inbox until somebody withdraws it.
 *
 * @param at since when, in milliseconds precision
 */
public record VerifiedSender(InboxId inbox, SenderAddress address, Way way, Instant at) {

    /** How it came about. */
    public enum Way {
        /** The sender answered a challenge. */
        CHALLENGE("challenge"),
        /** A caller of the API said so. */
        CALLER("manual");

        private final String wireName;

        Way(String wireName) {
            this.wireName = wireName;
        }

        /** Its name in the API. */
        public String wireName() {
            return wireName;
        }

        public static Optional<Way> named(String wireName) {
            return Arrays.stream(values())
                    .filter(way -> way.wireName.equals(wireName))
                    .findFirst();
        }
    }

    /** Where it stands in the list of its inbox, which is in the order of addresses. */
    public PageKey place() {
        return new PageKey(at, address.value());
    }
}
