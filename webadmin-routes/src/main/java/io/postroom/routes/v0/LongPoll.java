package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventFeeds;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.Position;
import io.postroom.routes.Answer;
import io.postroom.routes.Query;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Requests of one route that wait until the log has something for them, so many at a time. Thread-safe. */
final class LongPoll {
    private static final int MAX_SECONDS = 60;
    private static final int MAX_WAITING = 2_000;

    private final EventFeeds feeds;
    private final AtomicInteger waiting = new AtomicInteger();

    LongPoll(EventFeeds feeds) {
        this.feeds = feeds;
    }

    /**
     * How far a request has looked while it waits.
     *
     * @param deadline by {@link System#nanoTime()}
     */
    record Progress(Position reached, long deadline) {
        static Progress begin(Position reached, Duration wait) {
            return new Progress(reached, System.nanoTime() + wait.toNanos());
        }

        Progress at(Position now) {
            return new Progress(now, deadline);
        }

        Duration left() {
            return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        }
    }

    /** For how long a request wants to wait: the parameter is a number of seconds, and more than a minute is a minute. */
    static Duration time(Query query, String name, int otherwise) {
        int seconds = query.wholeNumber(name).orElse(otherwise);
        if (seconds < 0) {
            throw RefusedException.invalid(name, name + " is a number of seconds, 0 to " + MAX_SECONDS);
        }
        return Duration.ofSeconds(Math.min(seconds, MAX_SECONDS));
    }

    /** Whether the request is to be answered now, with nothing if there is nothing. */
    boolean isOver(Progress progress) {
        return progress.left().isZero() || feeds.isClosed();
    }

    /**
     * Has the route asked again at the first entry that is {@code wanted}, or when it is over.
     *
     * @throws RefusedException {@link Reason#RATE_LIMITED} if too many are waiting
     */
    Answer later(Caller caller, Progress progress, Predicate<EventLog.Entry> wanted) {
        if (waiting.get() >= MAX_WAITING) {
            throw new RefusedException(Reason.RATE_LIMITED, "Too many requests are waiting");
        }
        return Answer.later(progress, progress.left(), wake -> {
            Waiter waiter = new Waiter(wanted, wake);
            waiting.incrementAndGet();
            Optional<EventFeeds.Following> following =
                    feeds.join(caller.organization().id(), progress.reached(), waiter);
            if (following.isEmpty()) {
                wake.run(); // the log has grown meanwhile
            }
            return () -> {
                waiting.decrementAndGet();
                following.ifPresent(EventFeeds.Following::close);
            };
        });
    }

    private record Waiter(Predicate<EventLog.Entry> wanted, Runnable wake) implements EventFeeds.Follower {
        @Override
        public void take(EventLog.Entry entry) {
            if (wanted.test(entry)) {
                wake.run();
            }
        }

        @Override
        public void end() {
            wake.run();
        }
    }
}
