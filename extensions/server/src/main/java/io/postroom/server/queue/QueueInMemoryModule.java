package io.postroom.server.queue;

import com.google.inject.AbstractModule;

/** Keeps the mail queue in memory. James' own memory queue would write every mail's header anew, and lose its 8-bit octets. */
public final class QueueInMemoryModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(QueueStorage.class).toInstance(new QueueStorage.InMemory());
    }
}
