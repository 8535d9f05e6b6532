package io.postroom.core.send;

import io.postroom.core.message.Octets;

/** Writes letters as MIME messages (RFC 5322, RFC 2045). Thread-safe. */
public interface Composer {
    /** The octets of the message, in ASCII with CRLF at the end of each line; the same for the same letter. */
    Octets compose(Letter letter);
}
