package io.postroom.server.smtp;

/** What {@link SmtpLines} must know of a conversation to judge the next line, as it is once the last one was carried out. */
interface Dialogue {
    /** Whether the next line is a command; else it is the text of a message, or belongs to AUTH. */
    boolean expectsCommand();

    /** Counts a command; whether it is more than one message and its recipients need. */
    boolean isOneTooMany();

    /** Between the reply to STARTTLS and the end of the handshake. */
    boolean isTlsStarting();

    /** The handshake has ended well. */
    void noteTls();

    /** The connection ends; nothing more is taken from the client. */
    boolean isOver();

    /**
     * Ends the connection; what the client still sends is thrown away.
     *
     * @param reply its last words; none if empty
     */
    void hangUp(String reply);
}
