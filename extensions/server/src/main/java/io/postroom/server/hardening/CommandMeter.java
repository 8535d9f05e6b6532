package io.postroom.server.hardening;

/**
 * Follows a client's octets just closely enough to know where its commands and literals (RFC 9051 §4.3) begin and end, and adds up
 * what each command is made of. For one connection; not thread-safe.
 */
final class CommandMeter {
    private static final long HUGE = Long.MAX_VALUE / 16;

    /** How far the end of a line looks like <code>{123+}</code>. */
    private enum Tail {
        OTHER,
        DIGITS,
        PLUS,
        CLOSED
    }

    private Tail tail = Tail.OTHER;
    private long announced;
    private long ofLiteralLeft;
    private long line;
    private long lineAfterLiteral;
    private int literals;
    private long literal;

    /** Takes the next octet; false once the command is more than {@code limits} allow. */
    boolean take(byte octet, CommandLimits limits) {
        if (ofLiteralLeft > 0) {
            ofLiteralLeft--;
            return true;
        }
        line++;
        lineAfterLiteral += literals > 0 ? 1 : 0;
        if (octet == '\n') {
            endLine();
        } else if (octet != '\r' || tail != Tail.CLOSED) {
            follow(octet);
        }
        return line <= limits.line()
                && lineAfterLiteral <= limits.lineAfterLiteral()
                && literals <= limits.literals()
                && literal <= limits.literal();
    }

    private void endLine() {
        if (tail == Tail.CLOSED) {
            literals++;
            literal = Math.min(HUGE, literal + announced);
            ofLiteralLeft = announced;
        } else {
            line = 0;
            lineAfterLiteral = 0;
            literals = 0;
            literal = 0;
        }
        tail = Tail.OTHER;
    }

    private void follow(byte octet) {
        boolean inNumber = tail == Tail.DIGITS;
        if (octet == '{') {
            tail = Tail.DIGITS;
            announced = 0;
        } else if (inNumber && octet >= '0' && octet <= '9') {
            announced = Math.min(HUGE, announced * 10 + (octet - '0'));
        } else if (inNumber && octet == '+') {
            tail = Tail.PLUS; // RFC 7888: the client does not wait
        } else if ((inNumber || tail == Tail.PLUS) && octet == '}') {
            tail = Tail.CLOSED;
        } else {
            tail = Tail.OTHER;
        }
    }
}
