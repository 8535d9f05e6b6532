package io.postroom.james.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mime4j.MimeException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Calls of James' storage: what they say when the store is down becomes the {@link UncheckedIOException} that core's ports promise;
 * everything else is a fault of ours and stays a fault, so that nobody repeats it for ever.
 */
final class StorageCalls {
    private static final String DATABASE_DRIVER = "com.datastax.oss.driver.";

    /** A call of James. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws Exception;
    }

    private StorageCalls() {}

    /** @throws MailboxException as the call does, for callers to whom some of them mean something */
    static <T> T attempt(Call<T> call) throws MailboxException {
        try {
            return call.run();
        } catch (MailboxException e) {
            throw e;
        } catch (Exception e) {
            if (e.getCause() instanceof MailboxException mailbox) { // Reactor's wrapping
                throw mailbox;
            }
            throw translated(e);
        }
    }

    static <T> T run(Call<T> call) {
        try {
            return attempt(call);
        } catch (MailboxException e) {
            throw translated(e);
        }
    }

    /** Everything that {@code publisher} gives. */
    static <T> List<T> all(Call<Publisher<T>> publisher) {
        return run(
                () -> Flux.from(publisher.run()).collectList().blockOptional().orElseGet(List::of));
    }

    private static RuntimeException translated(Exception e) {
        if (isOutage(e)) {
            return new UncheckedIOException(e instanceof IOException io ? io : new IOException(e));
        }
        return e instanceof RuntimeException fault ? fault : new IllegalStateException(e);
    }

    private static boolean isOutage(Exception e) {
        boolean outage = e instanceof MailboxException;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MimeException) {
                return false;
            }
            outage |= cause instanceof IOException
                    || cause instanceof UncheckedIOException
                    || cause instanceof TimeoutException
                    || cause.getClass().getName().startsWith(DATABASE_DRIVER)
                    || cause.getClass().getSimpleName().equals("ObjectStoreIOException");
        }
        return outage;
    }
}
