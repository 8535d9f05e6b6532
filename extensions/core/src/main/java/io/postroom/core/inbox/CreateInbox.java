package io.postroom.core.inbox;

import io.postroom.core.account.ClientId;
import java.util.Optional;

/**
 * What a caller says of an inbox it wants.
 *
 * @param username the part before the {@code @}; empty for a random one
 * @param domain empty for the server's default
 */
public record CreateInbox(
        Optional<String> username,
        Optional<String> domain,
        Optional<String> displayName,
        Optional<ClientId> clientId,
        Metadata metadata) {}
