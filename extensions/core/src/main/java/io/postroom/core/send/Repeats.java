package io.postroom.core.send;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.MessageId;
import io.postroom.core.secret.Digest;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Knows a request without an idempotency key again that repeats one whose answer its caller cannot have read: it failed, or the connection
 * was cut. For 2 s after that the same request is the same message; of two mails of one message {@link Passages} lets one leave.
 *
 * <p>A request that follows an answer is a message of its own, and so is one beside another that is still being waited for; unless its own
 * connection is cut already, for then it may have been overtaken by its repetition. Knows what this process has answered, and nothing
 * else. Thread-safe; calls block.
 */
public final class Repeats {
    private static final Duration WINDOW = Duration.ofSeconds(2);

    /** How long a repetition waits for the end of what it repeats. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Under its own lock, which is also that of each of the acts. */
    private final Map<Digest, Act> acts = new HashMap<>();

    private final Clock clock;

    public Repeats(Clock clock) {
        this.clock = clock;
    }

    /** The id and the date of a message, the same for each attempt to send it. */
    private record Settled(MessageId id, Instant date) {}

    /** An attempt to answer a request. */
    private static final class Act {
        private final Optional<Settled> message;
        private final BooleanSupplier gone;
        private Optional<SentMessage> sent = Optional.empty();
        private Optional<Instant> ended = Optional.empty();
        private boolean heard;

        private Act(Optional<Settled> message, BooleanSupplier gone) {
            this.message = message;
            this.gone = gone;
        }

        private boolean runs() {
            return ended.isEmpty();
        }
    }

    /**
     * Sends, or tells what was sent.
     *
     * @param request what is asked for, and with which API key
     * @param gone whether the connection was cut
     * @param newId gives the id of a message that is none of those before
     * @throws RefusedException {@link Reason#CONFLICT} if what it repeats does not come to an end
     */
    SentMessage send(Digest request, BooleanSupplier gone, Supplier<MessageId> newId, SendOnce.Attempt attempt) {
        Act act;
        synchronized (acts) {
            Optional<Act> before = awaited(request, gone);
            if (before.filter(known -> known.sent.isPresent()).isPresent()) {
                before.get().heard |= !gone.getAsBoolean();
                return before.get().sent.get();
            }
            Settled message = before.flatMap(lost -> lost.message).orElseGet(() -> new Settled(newId.get(), now()));
            act = new Act(Optional.of(message), gone);
            acts.put(request, act);
        }
        Settled message = act.message.orElseThrow();
        return run(request, act, () -> attempt.send(message.id(), message.date()));
    }

    /**
     * As {@link #send}, for something that knows by itself whether it is being sent, and is gone once it was: for a draft.
     *
     * @param work sends it; can be repeated as long as it is there, and refuses with {@link Reason#NOT_FOUND} then
     */
    public SentMessage sendAway(Digest request, BooleanSupplier gone, Supplier<SentMessage> work) {
        Optional<SentMessage> before;
        boolean heardBefore;
        Act act = new Act(Optional.empty(), gone);
        synchronized (acts) {
            Optional<Act> same = awaited(request, gone);
            before = same.flatMap(known -> known.sent);
            heardBefore = same.filter(known -> known.heard).isPresent();
            boolean beside =
                    Optional.ofNullable(acts.get(request)).filter(Act::runs).isPresent();
            if (!beside) {
                acts.put(request, act); // else it is refused, and the answer to the other one is what may be lost
            }
        }
        return run(request, act, () -> {
            try {
                return work.get();
            } catch (RefusedException e) {
                SentMessage sent =
                        before.filter(known -> e.reason() == Reason.NOT_FOUND).orElseThrow(() -> e);
                act.heard = heardBefore;
                return sent;
            }
        });
    }

    /** The act that this request repeats, or that repeats it, once it has ended. */
    private Optional<Act> awaited(Digest request, BooleanSupplier gone) {
        acts.values().removeIf(act -> !act.runs() && !isRecent(act));
        Optional<Act> other = sameAs(request, gone);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (other.filter(Act::runs).isPresent()) {
            await(end);
            other = sameAs(request, gone);
        }
        return other;
    }

    /** The other act, unless the answers to both are heard. */
    private Optional<Act> sameAs(Digest request, BooleanSupplier gone) {
        return Optional.ofNullable(acts.get(request))
                .filter(act -> act.runs() || isRecent(act))
                .filter(act -> isUnheard(act) || gone.getAsBoolean());
    }

    private static boolean isUnheard(Act act) {
        return act.runs() ? act.gone.getAsBoolean() : !act.heard;
    }

    private boolean isRecent(Act act) {
        return act.ended.filter(end -> !now().isAfter(end.plus(WINDOW))).isPresent();
    }

    private void await(long end) {
        long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (millis <= 0) {
            throw new RefusedException(Reason.CONFLICT, "The same request is under way");
        }
        try {
            acts.wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("the server stops"));
        }
    }

    private SentMessage run(Digest request, Act act, Supplier<SentMessage> work) {
        Optional<SentMessage> sent = Optional.empty();
        boolean heard = false;
        try {
            sent = Optional.of(work.get());
            heard = !act.gone.getAsBoolean();
            return sent.get();
        } catch (RefusedException e) {
            heard = true;
            throw e;
        } finally {
            end(request, act, sent, heard);
        }
    }

    private void end(Digest request, Act act, Optional<SentMessage> sent, boolean heard) {
        synchronized (acts) {
            act.sent = sent;
            act.heard |= heard;
            act.ended = Optional.of(now());
            if (sent.isEmpty() && heard) {
                acts.remove(request, act);
            }
            acts.notifyAll();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
