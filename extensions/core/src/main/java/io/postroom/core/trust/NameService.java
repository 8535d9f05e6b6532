package io.postroom.core.trust;

import java.net.InetAddress;
import java.util.List;

/**
 * What DNS says, for those who check senders. Thread-safe.
 *
 * <p>Calls block. A name that does not exist and one without records of the kind show as an empty list; a server that does not answer, or
 * answers with what makes no sense, as an {@link java.io.UncheckedIOException}: never as an empty list. Names come as senders publish them; one
 * that is no name in DNS does not exist. Aliases (CNAME) are followed.
 */
public interface NameService {
    /** The texts of the TXT records of {@code name}, the strings of each put together (RFC 7208 §3.3), one character for each octet. */
    List<String> texts(String name);

    /** The addresses of {@code name}. */
    List<InetAddress> addresses(String name, Family family);

    /** The hosts that take mail for {@code name}, the preferred ones first, without the dot at the end. Not {@code name} itself if there are none. */
    List<String> mailHosts(String name);

    /** The names that {@code address} has by its PTR records, without the dot at the end. */
    List<String> hostNames(InetAddress address);

    /** Of which protocol an address is. */
    enum Family {
        /** A records. */
        IP4,
        /** AAAA records. */
        IP6
    }
}
