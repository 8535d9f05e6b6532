package io.postroom.routes;

import io.postroom.core.trust.Networks;
import java.time.Duration;

/**
 * How much one client may keep of the API's port.
 *
 * @param most connections in all; 0: no limit
 * @param ofAddress connections of one address, of IPv6 of one network of 64 bits; 0: no limit
 * @param unlimited whose connections count in all only: machines of ours, and proxies
 * @param header how long TLS and then the header of a request may take from its first octet on
 * @param body how long a body may take at any speed
 * @param bodyRate how many octets of it must have come for each second after that
 */
public record ConnectionLimits(
        int most, int ofAddress, Networks unlimited, Duration header, Duration body, long bodyRate) {
    public ConnectionLimits {
        if (most < 0 || ofAddress < 0 || header.toMillis() < 1 || body.toMillis() < 1 || bodyRate < 0) {
            throw new IllegalArgumentException("no limit is negative, and every time is some time");
        }
    }
}
