package io.postroom.core.send;

/** The mail server's queue, as the way out. Thread-safe; calls block. */
public interface Outbox {
    /**
     * Hands a mail over for delivery to local and remote recipients; durable once this returns. An unreachable queue shows as an
     * {@link java.io.UncheckedIOException}: then the mail may have been taken or not.
     */
    void put(Parcel parcel);
}
