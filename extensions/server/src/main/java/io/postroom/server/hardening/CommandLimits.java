package io.postroom.server.hardening;

/**
 * How much one IMAP command may make the server hold, in octets.
 *
 * @param line of the command, without its literals
 * @param lineAfterLiteral of what follows the first literal: James reads the whole command anew for each piece of it that arrives
 * @param literals how many literals
 * @param literal of all literals together
 */
public record CommandLimits(long line, long lineAfterLiteral, int literals, long literal) {
    private static final long LINE = 64 << 10;
    private static final long LINE_AFTER_LITERAL = 8 << 10;
    private static final int LITERALS = 64;
    private static final long CREDENTIALS = 4 << 10;

    /** For a client that has not logged in: room for a name, a password or a token. */
    public static CommandLimits ofStranger() {
        return new CommandLimits(LINE, LINE_AFTER_LITERAL, 4, CREDENTIALS);
    }

    /** For a client that has logged in: room for a message of {@code message} octets. */
    public static CommandLimits ofUser(long message) {
        return new CommandLimits(LINE, LINE_AFTER_LITERAL, LITERALS, message);
    }
}
