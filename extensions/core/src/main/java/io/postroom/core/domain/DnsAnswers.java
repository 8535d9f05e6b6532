package io.postroom.core.domain;

import java.util.List;

/**
 * What DNS says now, not what it said a while ago.
 *
 * <p>Calls block for some seconds at most. A server that does not answer, or cannot, shows as an {@link java.io.UncheckedIOException}, and
 * so is never taken for a record that is missing.
 */
public interface DnsAnswers {
    /** The texts of the TXT records of {@code name}, each as one string, in any order; empty if there are none. */
    List<String> texts(String name);

    /**
     * The hosts that take mail for {@code name}, in lower case without the dot at the end, in any order. Where no record names one it is
     * {@code name} itself if that has an address (RFC 5321 §5.1), else there are none.
     */
    List<String> mailHosts(String name);
}
