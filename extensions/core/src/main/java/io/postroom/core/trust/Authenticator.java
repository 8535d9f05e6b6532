package io.postroom.core.trust;

import io.postroom.core.message.RawMessage;

/** Finds out who sent a message. Thread-safe. */
public interface Authenticator {
    /**
     * What can be proved now about {@code raw}, which has come from {@code peer} with nothing added or removed on the way.
     *
     * <p>Asks DNS, and blocks for 20 seconds at most. Nothing that a sender wrote or published makes it throw: what is malformed
     * shows as {@link Result#PERMERROR}, and a DNS that is of no use now as {@link Result#TEMPERROR}.
     *
     * @throws java.io.UncheckedIOException if {@code raw} cannot be read
     */
    Authentication authenticate(Peer peer, RawMessage raw);
}
