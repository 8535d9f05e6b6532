package io.postroom.core.account;

import io.postroom.core.cache.LruMap;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * How many things of a kind each organisation may have.
 *
 * <p>To count them takes longer the more there are, so nobody counts while the limit is far. Near it they are made one at a time and counted
 * each time. Thread-safe, within this process.
 */
public final class Quota {
    /** No limit. */
    public static final Quota NONE = new Quota("things", 0);

    /** More than can be made at the same time. */
    private static final int NEAR = 1_000;

    private static final int MOST_REMEMBERED = 10_000;

    private final String kind;
    private final int most;
    private final KeyedLocks locks = new KeyedLocks();
    private final Map<OrganizationId, Integer> far = new LruMap<>(MOST_REMEMBERED);

    /**
     * @param kind what they are, in the plural
     * @param most 0 for no limit
     */
    public Quota(String kind, int most) {
        if (most < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
        this.kind = kind;
        this.most = most;
    }

    /** Empty if there is no limit. */
    public Optional<Integer> most() {
        return most == 0 ? Optional.empty() : Optional.of(most);
    }

    /**
     * Does work that makes one more.
     *
     * @param count how many there are
     * @throws RefusedException {@link Reason#LIMIT_EXCEEDED} if there are as many as there may be
     */
    public <T> T with(OrganizationId owner, IntSupplier count, Supplier<T> work) {
        if (most == 0 || isFar(owner)) {
            return work.get();
        }
        return locks.with(owner, () -> {
            int left = most - count.getAsInt();
            if (left <= 0) {
                throw new RefusedException(
                        Reason.LIMIT_EXCEEDED, "This organization has " + most + " " + kind + ", and may have no more");
            }
            remember(owner, left - NEAR);
            return work.get();
        });
    }

    private synchronized boolean isFar(OrganizationId owner) {
        int left = far.getOrDefault(owner, 0);
        far.put(owner, Math.max(0, left - 1));
        return left > 0;
    }

    private synchronized void remember(OrganizationId owner, int left) {
        far.put(owner, Math.max(0, left));
    }
}
