package io.postroom.server.queue;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue;

/** The mail queue, under the three types James asks for it; a profile adds the {@link QueueStorage}. */
public final class QueueModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(QueueBroker.class).in(Scopes.SINGLETON);
        bind(BrokerMailQueueFactory.class).in(Scopes.SINGLETON);
    }

    @Provides
    @Singleton
    MailQueueFactory<? extends ManageableMailQueue> manageable(BrokerMailQueueFactory queues) {
        return queues;
    }

    @Provides
    @Singleton
    MailQueueFactory<?> any(BrokerMailQueueFactory queues) {
        return queues;
    }

    @Provides
    @Singleton
    MailQueueFactory<? extends MailQueue> some(BrokerMailQueueFactory queues) {
        return queues;
    }
}
