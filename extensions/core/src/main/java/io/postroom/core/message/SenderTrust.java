package io.postroom.core.message;

/**
 * Whether an inbox relies on who sent a message: it says so by the label {@code verified}, which is given when the message arrives, or when its sender
 * answers the question whether he wrote it, and which only the server gives.
 */
public final class SenderTrust {
    /** What a filter calls the trust in a sender that is verified. */
    public static final String VERIFIED = "verified";

    /** What a filter calls the trust in any other. */
    public static final String UNVERIFIED = "unverified";

    private SenderTrust() {}

    /** Whether the sender of {@code message} is verified. */
    public static boolean isVerified(Message message) {
        return message.labels().contains(Label.VERIFIED);
    }

    /** The tier of trust that the sender of this message has. */
    public static String tier(Message message) {
        return isVerified(message) ? VERIFIED : UNVERIFIED;
    }
}
