package io.postroom.webhooks;

import io.postroom.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * One lane per webhook, so that a slow endpoint holds up nobody but itself: a few calls at a time, and as many waiting in memory as it can
 * be expected to take soon. A delivery that finds no place waits in the store until its turn can be expected.
 *
 * <p>Thread-safe; nothing here blocks.
 */
final class Lanes {
    static final int WIDTH = 16;
    static final int SLOW_WIDTH = 2;
    static final int DEPTH = 500;
    private static final int MAX_PLACES = 5_000;
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Duration LONGEST_QUEUE = Duration.ofSeconds(20);
    private static final Duration SHORTEST_POSTPONEMENT = Duration.ofMillis(250);
    private static final Duration LONGEST_POSTPONEMENT = Duration.ofMinutes(5);
    private static final double FIRST_GUESS_MILLIS = 100;
    private static final double WEIGHT_OF_LAST = 0.2;

    private final Executor executor;
    private final Clock clock;
    private final int maxCalls;
    private final Map<WebhookId, Lane> lanes = new HashMap<>();

    /** Those that could go on but for the calls of others, longest waiting first. */
    private final Set<Lane> held = new LinkedHashSet<>();

    private int places;
    private int calls;

    /**
     * @param executor runs the calls, each on a thread of its own
     * @param maxCalls how many at once, of all lanes together
     */
    Lanes(Executor executor, int maxCalls, Clock clock) {
        this.executor = executor;
        this.maxCalls = maxCalls;
        this.clock = clock;
    }

    /** A place in a lane: either {@link #run} or {@link #leave} must follow, once. */
    final class Place {
        private final Lane lane;

        private Place(Lane lane) {
            this.lane = lane;
        }

        /**
         * Runs {@code call} when its turn comes, on a thread of the executor; then, with the place free for another, what it returns: to
         * write down how it went takes time too, but none of the endpoint's.
         */
        void run(Supplier<Runnable> call) {
            synchronized (Lanes.this) {
                lane.queue.add(call);
                advance(lane);
            }
        }

        void leave() {
            synchronized (Lanes.this) {
                vacate(lane);
            }
        }
    }

    /** A place in the lane of {@code webhook}; empty if all are taken. */
    synchronized Optional<Place> enter(WebhookId webhook) {
        Lane lane = lanes.computeIfAbsent(webhook, Lane::new);
        if (lane.places >= lane.width() + lane.depth() || places >= MAX_PLACES) {
            vacateIfEmpty(lane);
            return Optional.empty();
        }
        lane.places++;
        places++;
        return Optional.of(new Place(lane));
    }

    /** When a delivery that finds no place in the lane of {@code webhook} now can expect one; a later caller's turn is later. */
    synchronized Instant nextTurn(WebhookId webhook) {
        Instant now = clock.instant();
        Lane lane = lanes.get(webhook);
        if (lane == null) {
            return now.plus(SHORTEST_POSTPONEMENT);
        }
        Instant first = now.plus(SHORTEST_POSTPONEMENT);
        Instant last = now.plus(LONGEST_POSTPONEMENT);
        Instant turn = lane.lastTurn.plus(lane.pace());
        turn = turn.isBefore(first) ? first : turn;
        lane.lastTurn = turn.isAfter(last) ? last : turn;
        return lane.lastTurn;
    }

    private void advance(Lane lane) {
        while (lane.running < lane.width() && !lane.queue.isEmpty()) {
            if (calls >= maxCalls) {
                held.add(lane);
                return;
            }
            Supplier<Runnable> call = lane.queue.remove();
            lane.running++;
            calls++;
            executor.execute(() -> runOne(lane, call));
        }
    }

    private void runOne(Lane lane, Supplier<Runnable> call) {
        try {
            Runnable afterwards = callIn(lane, call);
            afterwards.run();
        } finally {
            synchronized (this) {
                calls--;
                advanceHeld();
            }
        }
    }

    private Runnable callIn(Lane lane, Supplier<Runnable> call) {
        Instant start = clock.instant();
        try {
            return call.get();
        } finally {
            Duration took = Duration.between(start, clock.instant());
            synchronized (this) {
                lane.running--;
                lane.learn(took);
                vacate(lane);
                advance(lane);
            }
        }
    }

    private void advanceHeld() {
        while (calls < maxCalls && !held.isEmpty()) {
            Lane longestWaiting = held.iterator().next();
            held.remove(longestWaiting);
            advance(longestWaiting);
        }
    }

    private void vacate(Lane lane) {
        lane.places--;
        places--;
        vacateIfEmpty(lane);
    }

    private void vacateIfEmpty(Lane lane) {
        if (lane.places == 0) {
            lanes.remove(lane.webhook, lane);
        }
    }

    /** Guarded by the lanes' lock. */
    private static final class Lane {
        private final WebhookId webhook;
        private final Queue<Supplier<Runnable>> queue = new ArrayDeque<>();
        private int places;
        private int running;
        private double meanMillis = FIRST_GUESS_MILLIS;
        private Instant lastTurn = Instant.EPOCH;

        Lane(WebhookId webhook) {
            this.webhook = webhook;
        }

        int width() {
            return meanMillis > SLOW.toMillis() ? SLOW_WIDTH : WIDTH;
        }

        int depth() {
            return (int) Math.min(DEPTH, LONGEST_QUEUE.toMillis() / pace().toMillis());
        }

        /** How long until the next of a full lane is through. */
        Duration pace() {
            return Duration.ofMillis(Math.max(1, Math.round(meanMillis / width())));
        }

        void learn(Duration took) {
            meanMillis += WEIGHT_OF_LAST * (took.toMillis() - meanMillis);
        }
    }
}
