package io.postroom.routes;

import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.Caller;
import io.postroom.core.account.KeyHash;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.limit.Allowance;
import io.postroom.core.limit.TokenBuckets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets callers in: by their key, and no more often than the limits allow.
 *
 * <p>The limits are those of this process and ask no store. Keys that are in use are let in from everywhere; others are not even looked up
 * while too many wrong ones come from the same address. Thread-safe.
 */
public final class Entrance {
    private static final int MOST_KEYS = 100_000;
    private static final int MOST_ADDRESSES = 100_000;

    /**
     * How often is too often.
     *
     * @param requests of one key
     * @param wrongKeys from one address
     * @param signUps from one address
     */
    public record Limits(Allowance requests, Allowance wrongKeys, Allowance signUps) {
        /** No limit at all. */
        public static final Limits NONE = new Limits(Allowance.UNLIMITED, Allowance.UNLIMITED, Allowance.UNLIMITED);
    }

    private final ApiKeys keys;
    private final TokenBuckets<KeyHash> requests;
    private final TokenBuckets<String> wrongKeys;
    private final TokenBuckets<String> signUps;

    public Entrance(ApiKeys keys, Limits limits, Clock clock) {
        this.keys = keys;
        this.requests = new TokenBuckets<>(limits.requests(), MOST_KEYS, clock);
        this.wrongKeys = new TokenBuckets<>(limits.wrongKeys(), MOST_ADDRESSES, clock);
        this.signUps = new TokenBuckets<>(limits.signUps(), MOST_ADDRESSES, clock);
    }

    /**
     * Who makes a request.
     *
     * @param secret what it presents as its key
     * @param address where it comes from
     * @throws RefusedException as {@link ApiKeys#authenticate}, and {@link Reason#RATE_LIMITED}
     */
    public Caller admit(String secret, String address) {
        KeyHash hash = KeyHash.of(secret);
        if (!requests.knows(hash)) {
            refuse(wrongKeys.look(address), "Too many requests with keys that nobody has");
        }
        Caller caller = authenticate(secret, address);
        refuse(requests.take(hash), "Too many requests with this key");
        return caller;
    }

    private Caller authenticate(String secret, String address) {
        try {
            return keys.authenticate(secret);
        } catch (RefusedException e) {
            if (e.reason() == Reason.UNKNOWN_KEY) {
                wrongKeys.take(address);
            }
            throw e;
        }
    }

    /** Who makes a request that was let in before, and is asked for again because it waits; see {@link Answer#later}. */
    public Caller admitAgain(String secret) {
        return keys.authenticate(secret);
    }

    /** @throws RefusedException {@link Reason#RATE_LIMITED} if too many sign up from there */
    public void countSignUp(String address) {
        refuse(signUps.take(address), "Too many sign-ups");
    }

    private static void refuse(Optional<Duration> wait, String message) {
        wait.ifPresent(time -> {
            throw RefusedException.tooOften(message, time);
        });
    }
}
