package io.postroom.core.metric;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import java.time.Instant;

/**
 * The last change of the usage of a scope within an hour.
 *
 * <p>Knows what there was before the hour, so that an hour needs no other to be understood: others may be gone.
 *
 * @param at when it was measured, in milliseconds precision
 * @param before what there was until the first change within the hour
 * @param after what there is since
 */
public record UsageSample(OrganizationId organization, Scope scope, Instant at, Usage before, Usage after) {
    /** The first of a scope that had nothing. */
    static UsageSample first(OrganizationId organization, Scope scope, Instant at, Usage now) {
        return new UsageSample(organization, scope, at, Usage.NONE, now);
    }

    /** The one that follows when the scope is measured again; it replaces this one if that is within the same hour. */
    UsageSample next(Instant now, Usage measured) {
        Usage until = Grain.HOUR.startOf(now).equals(hour()) ? before : after;
        return new UsageSample(organization, scope, now, until, measured);
    }

    /** The beginning of its hour. */
    public Instant hour() {
        return Grain.HOUR.startOf(at);
    }
}
