package io.postroom.server.smtp;

/**
 * How much one SMTP connection may make of itself.
 *
 * @param recipients of one message
 * @param errors replies of 4xx and 5xx, after which the client is told 421
 * @param commands without a message in between
 */
public record SessionLimits(int recipients, int errors, int commands) {
    private static final int OTHER_COMMANDS = 1_000;

    public SessionLimits {
        if (recipients < 100 || errors < 1 || commands <= recipients) {
            // RFC 5321 §4.5.3.1.8: at least 100 recipients
            throw new IllegalArgumentException("a connection may have at least 100 recipients and one error");
        }
    }

    /** With as many commands as a client of good will never needs. */
    public static SessionLimits of(int recipients, int errors) {
        return new SessionLimits(recipients, errors, recipients + OTHER_COMMANDS);
    }
}
