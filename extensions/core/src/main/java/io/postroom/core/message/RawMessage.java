package io.postroom.core.message;

import java.io.IOException;
import java.io.InputStream;

/**
 * The octets of a message as they came over the wire (RFC 5322); can be read more than once.
 */
public interface RawMessage {
    /** A new stream from the first octet on; the caller closes it. */
    InputStream open() throws IOException;

    /** Octets in all. */
    long size();
}
