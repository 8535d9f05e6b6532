package io.postroom.core.trust;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Who hands a message over, as the SMTP dialogue tells.
 *
 * @param client where the connection comes from
 * @param helo what the client calls itself in {@code HELO} or {@code EHLO}, as it came; empty if it said nothing
 * @param sender the address in {@code MAIL FROM}, as it came; empty for {@code MAIL FROM:<>}
 */
public record Peer(InetAddress client, String helo, Optional<String> sender) {
    public Peer {
        sender = sender.filter(address -> !address.isEmpty());
    }
}
