package io.postroom.core.send;

import io.postroom.core.account.OrganizationId;

/** Says whether an organisation may send one more message. Thread-safe; may block. */
@FunctionalInterface
public interface SendAllowance {
    /**
     * Counts a message that is about to be sent.
     *
     * @throws io.postroom.core.error.RefusedException if it may not be
     */
    void take(OrganizationId organization);
}
