package io.postroom.core.receive;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the octets of a message that the mail server is processing, as they came over the wire.
 *
 * <p>Mail servers hold a message as an object whose own way of writing itself out changes octets; this is the way around it.
 * Thread-safe.
 *
 * @param <M> how the mail server holds a message
 */
public interface SpooledOctets<M> {
    /** A new stream from the first octet on, at each call; the caller closes it. */
    InputStream open(M message) throws IOException;
}
