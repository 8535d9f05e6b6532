package io.postroom.core.send;

import io.postroom.core.message.Octets;
import java.net.URI;
import java.util.Optional;

/** Fetches the files that callers name by URL. Thread-safe; a call blocks for some seconds at most. */
public interface LinkedFiles {
    /**
     * @param most how many octets the file may have
     * @throws UnfetchedException if it cannot be had, has more, or lies where this server does not go on behalf of others
     */
    Fetched fetch(URI url, int most) throws UnfetchedException;

    /**
     * A file as it was found.
     *
     * @param contentType as its server declares it or, where that says nothing, as its first octets tell; empty if they do not either
     */
    record Fetched(Octets content, Optional<String> contentType) {}

    /** A file cannot be had; the message says why, to whoever named it. */
    final class UnfetchedException extends Exception {
        private static final long serialVersionUID = 1L;

        public UnfetchedException(String message) {
            super(message);
        }
    }
}
