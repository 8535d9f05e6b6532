package io.postroom.james.trust;

import java.util.Optional;
import org.xbill.DNS.Cache;
import org.xbill.DNS.Resolver;

/**
 * What James asks DNS by. Its own {@link org.apache.james.dnsservice.api.DNSService} does not tell a server that fails from a name that does not
 * exist, for texts, addresses and names of hosts; dnsjava below it does. Thread-safe.
 */
public interface JamesResolver {
    /** Asks the servers that James asks; empty until James' DNS service has started. */
    Optional<Resolver> resolver();

    /** Holds what they answered, for as long as they allow; empty until James' DNS service has started. */
    Optional<Cache> cache();
}
