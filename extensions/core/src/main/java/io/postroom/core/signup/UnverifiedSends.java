package io.postroom.core.signup;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.limit.Allowance;
import io.postroom.core.limit.TokenBuckets;
import io.postroom.core.send.SendAllowance;
import java.time.Clock;
import java.time.Duration;

/** {@link #A_DAY} messages a day from organisations that nobody has vouched for, as counted in this process; from others any number. Thread-safe; may block. */
public final class UnverifiedSends implements SendAllowance {
    static final int A_DAY = 10;
    private static final int MOST = 100_000;

    private final Unverified unverified;
    private final TokenBuckets<OrganizationId> sends;

    public UnverifiedSends(Unverified unverified, Clock clock) {
        this.unverified = unverified;
        this.sends = new TokenBuckets<>(Allowance.of(A_DAY, Duration.ofDays(1)), MOST, clock);
    }

    /** A refusal for hours is none for which a client should wait: {@link Reason#LIMIT_EXCEEDED}, not {@link Reason#RATE_LIMITED}. */
    @Override
    public void take(OrganizationId organization) {
        if (unverified.includes(organization) && sends.take(organization).isPresent()) {
            throw new RefusedException(
                    Reason.LIMIT_EXCEEDED, "Until it is verified, an organization sends " + A_DAY + " messages a day");
        }
    }
}
