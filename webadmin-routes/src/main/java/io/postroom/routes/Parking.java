package io.postroom.routes;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletRequest;

/**
 * Where requests wait that have no answer yet: without a thread in our own server; in James' WebAdmin, whose Spark would answer them, each
 * on its own thread, and few at a time.
 */
final class Parking {
    private static final String ALLOWED = Parking.class.getName() + ".allowed";
    private static final String PROGRESS = Parking.class.getName() + ".progress";
    private static final Semaphore THREADS = new Semaphore(8);

    private Parking() {}

    /** This request may wait without a thread. */
    static void allow(HttpServletRequest request) {
        request.setAttribute(ALLOWED, Boolean.TRUE);
    }

    static Optional<Object> progress(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(PROGRESS));
    }

    /**
     * Lets the request go through the whole server again when it is time.
     *
     * <p>The time is ours. Jetty forgets one of its own that is over before it has noted what it set, and the request would wait for ever.
     *
     * @return whether it can wait so
     */
    static boolean park(HttpServletRequest request, Answer.Content.Later later) {
        if (request.getAttribute(ALLOWED) == null) {
            return false;
        }
        request.setAttribute(PROGRESS, later.progress());
        AsyncContext context = request.startAsync();
        Place place = new Place(context);
        context.setTimeout(0);
        context.addListener(place);
        Runnable stop = later.until().begin(place::leave);
        CompletableFuture<Void> time = new CompletableFuture<>();
        place.cancelBy(() -> {
            stop.run();
            time.cancel(false);
        });
        time.thenRun(place::leave);
        time.completeOnTimeout(null, later.longest().toNanos(), TimeUnit.NANOSECONDS);
        return true;
    }

    /** @throws RefusedException if too many wait so */
    static void waitHere(HttpServletRequest request, Answer.Content.Later later) {
        request.setAttribute(PROGRESS, later.progress());
        if (!THREADS.tryAcquire()) {
            throw new RefusedException(Reason.RATE_LIMITED, "Too many requests are waiting");
        }
        CountDownLatch woken = new CountDownLatch(1);
        Runnable cancel = later.until().begin(woken::countDown);
        try {
            boolean inTime = woken.await(later.longest().toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
                woken.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(Reason.RATE_LIMITED, "The server ends");
        } finally {
            cancel.run();
            THREADS.release();
        }
    }

    /** One that waits. Whoever comes first, what it waits for or the time, sends it on. */
    private static final class Place implements AsyncListener {
        private final AsyncContext context;
        private final AtomicBoolean left = new AtomicBoolean();
        private Optional<Runnable> cancel = Optional.empty();

        Place(AsyncContext context) {
            this.context = context;
        }

        void leave() {
            if (left.compareAndSet(false, true)) {
                cancel();
                context.dispatch();
            }
        }

        /** What it waits for may have come before it is known how to stop waiting. */
        synchronized void cancelBy(Runnable way) {
            cancel = Optional.of(way);
            if (left.get()) {
                cancel();
            }
        }

        private synchronized void cancel() {
            cancel.ifPresent(Runnable::run);
            cancel = Optional.empty();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            leave();
        }

        @Override
        public void onError(AsyncEvent event) {
            left.set(true);
            cancel();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            left.set(true);
            cancel();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            cancel();
        }
    }
}
