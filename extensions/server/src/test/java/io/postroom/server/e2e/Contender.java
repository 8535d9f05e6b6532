package io.postroom.server.e2e;

import java.util.List;

/** A mail server that is measured: ours, or the same James without ours. */
interface Contender extends AutoCloseable {
    /** As written in the report. */
    String name();

    /** Starts it, on what it kept from before, and returns once it took a mail. */
    void start();

    /** Stops it in order. */
    @Override
    void close();

    Postroom postroom();

    /** The process of James; its children count with it. */
    ProcessHandle process();

    /** Addresses of the mailboxes mail is sent to. */
    List<String> addresses();

    /** How many messages lie in those mailboxes, and can be found there by a client. */
    long delivered();
}
