package io.postroom.server.wire;

import io.postroom.core.limit.Allowance;
import io.postroom.core.limit.TokenBuckets;
import io.postroom.core.trust.Networks;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;

/**
 * How much one address may ask of the mail ports within a minute; of IPv6, one network of 64 bits. Machines of ours, the unchecked
 * networks, may ask anything. One for all ports. Thread-safe; never blocks.
 */
public final class PeerLimits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 100_000;

    private final Networks ours;
    private final TokenBuckets<String> messages;
    private final TokenBuckets<String> recipients;
    private final TokenBuckets<String> guesses;

    /**
     * How often within a minute; 0 is no limit.
     *
     * @param messages mail that begins
     * @param recipients of all mail
     * @param wrongPasswords after which no more are tried
     */
    public record PerMinute(int messages, int recipients, int wrongPasswords) {}

    /** @param ours whom nothing limits */
    public PeerLimits(PerMinute limits, Networks ours, Clock clock) {
        this.ours = ours;
        this.messages = buckets(limits.messages(), clock);
        this.recipients = buckets(limits.recipients(), clock);
        this.guesses = buckets(limits.wrongPasswords(), clock);
    }

    private static TokenBuckets<String> buckets(int count, Clock clock) {
        return new TokenBuckets<>(Allowance.of(count, MINUTE), MOST_ADDRESSES, clock);
    }

    /** Whether this is a machine of ours. */
    public boolean isOurs(InetAddress peer) {
        return ours.contain(peer);
    }

    /** Counts a message that begins; false if it is one too many. */
    public boolean mayBeginMessage(InetAddress peer) {
        return isOurs(peer) || messages.take(Networks.siteOf(peer)).isEmpty();
    }

    /** Counts a recipient; false if it is one too many. */
    public boolean mayNameRecipient(InetAddress peer) {
        return isOurs(peer) || recipients.take(Networks.siteOf(peer)).isEmpty();
    }

    /** Whether a password from there is looked at. */
    public boolean mayTryPassword(InetAddress peer) {
        return isOurs(peer) || guesses.look(Networks.siteOf(peer)).isEmpty();
    }

    /** Counts a wrong password. */
    public void noteWrongPassword(InetAddress peer) {
        if (!isOurs(peer)) {
            guesses.take(Networks.siteOf(peer));
        }
    }
}
