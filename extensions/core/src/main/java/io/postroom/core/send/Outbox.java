package io.postroom.core.send;

import io.postroom.core.account.OrganizationId;
import java.time.Duration;

/** The mail server's queue, as the way out. Thread-safe; calls block. */
public interface Outbox {
    /**
     * Keeps a place for a mail of this organisation that is to wait so long; returns whether there was one. Only so many mails can wait at
     * a time, as those that wait stand in the way of the others; and nobody gets more places than are left for others.
     */
    boolean reserve(OrganizationId organization, Duration delay);

    /**
     * Hands a mail over for delivery to local and remote recipients; durable once this returns. An unreachable queue shows as an
     * {@link java.io.UncheckedIOException}: then the mail may have been taken or not.
     */
    void put(Parcel parcel);
}
