package io.postroom.core.message;

/**
 * Whether the sender of a message has passed the verification of its inbox. There is none yet, so nobody has: this is the one place that says
 * so.
 */
public final class SenderTrust {
    /** What a filter calls the trust in a sender that nobody has verified. */
    public static final String UNVERIFIED = "unverified";

    private SenderTrust() {}

    /** Whether a sender can be verified at all. */
    public static boolean isOn() {
        return false;
    }

    /** Whether the sender of {@code message} is. */
    public static boolean isVerified(Message message) {
        return false;
    }

    /** The tier of trust that the sender of this message has. */
    public static String tier(Message message) {
        return isVerified(message) ? "verified" : UNVERIFIED;
    }
}
