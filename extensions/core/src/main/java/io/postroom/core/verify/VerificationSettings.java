package io.postroom.core.verify;

/**
 * How senders are verified on this server.
 *
 * @param enabled if not, nobody ever is
 * @param correspondents whether those are to whom the inbox wrote first
 * @param challenges whether others are asked by mail
 * @param challengesPerHour how many such mails an inbox sends in an hour; 0 for no limit
 */
public record VerificationSettings(boolean enabled, boolean correspondents, boolean challenges, int challengesPerHour) {
    public VerificationSettings {
        if (challengesPerHour < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
    }

    /** Whether mail is sent to ask senders. */
    boolean asks() {
        return enabled && challenges;
    }
}
