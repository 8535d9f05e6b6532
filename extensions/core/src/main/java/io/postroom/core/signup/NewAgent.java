package io.postroom.core.signup;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;

/**
 * What an agent has once it has signed up.
 *
 * @param secret of its key; shown this once
 */
public record NewAgent(OrganizationId organization, InboxId inbox, String secret) {
    @Override
    public String toString() {
        return "NewAgent[" + organization + "]";
    }
}
