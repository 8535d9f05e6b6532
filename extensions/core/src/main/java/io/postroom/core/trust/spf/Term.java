package io.postroom.core.trust.spf;

import io.postroom.core.trust.Result;
import java.net.InetAddress;
import java.util.Optional;

/** A mechanism of a record (RFC 7208 §5). A domain that is empty stands for the one whose record it is. */
sealed interface Term {
    /** What follows if the mechanism matches. */
    Result qualifier();

    record All(Result qualifier) implements Term {}

    record Include(Result qualifier, Macro domain) implements Term {}

    record Addresses(Result qualifier, Optional<Macro> domain, Prefixes prefixes) implements Term {}

    record MailHosts(Result qualifier, Optional<Macro> domain, Prefixes prefixes) implements Term {}

    record HostName(Result qualifier, Optional<Macro> domain) implements Term {}

    record Network(Result qualifier, InetAddress address, int prefix) implements Term {}

    record Exists(Result qualifier, Macro domain) implements Term {}

    /** How many bits of an address count, by protocol. */
    record Prefixes(int ip4, int ip6) {
        int of(InetAddress address) {
            return address.getAddress().length == 4 ? ip4 : ip6;
        }
    }
}
