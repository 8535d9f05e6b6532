package io.postroom.core.receive;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the octets of a message that the mail server is processing.
 *
 * <p>Mail servers hold a message as an object whose own way of writing itself out changes octets; this is the way around it.
 * Thread-safe.
 *
 * @param <M> how the mail server holds a message
 */
public interface SpooledOctets<M> {
    /**
     * As everything here reads and stores the message: without the fields that pretend to be verdicts of ours, see
     * {@link io.postroom.core.trace.VerdictFilter}, every other octet as it came. A new stream from the first octet on, at each call; the caller
     * closes it.
     */
    InputStream open(M message) throws IOException;

    /** Each octet as it came over the wire, for whoever checks signatures or scans. A new stream; the caller closes it. */
    InputStream original(M message) throws IOException;
}
