package io.postroom.server.spool;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Queues that take nothing, as on a full disk. */
final class FullQueues implements MailQueueFactory<MailQueue> {
    @Override
    public MailQueue createQueue(MailQueueName name, PrefetchCount count) {
        return new FullQueue(name);
    }

    @Override
    public Optional<MailQueue> getQueue(MailQueueName name, PrefetchCount count) {
        return Optional.of(createQueue(name, count));
    }

    @Override
    public Set<MailQueueName> listCreatedMailQueues() {
        return Set.of();
    }

    private record FullQueue(MailQueueName name) implements MailQueue {
        @Override
        public MailQueueName getName() {
            return name;
        }

        @Override
        public void enQueue(Mail mail, Duration delay) throws MailQueueException {
            throw new MailQueueException("no room");
        }

        @Override
        public void enQueue(Mail mail) throws MailQueueException {
            throw new MailQueueException("no room");
        }

        @Override
        public Publisher<Void> enqueueReactive(Mail mail) {
            return Mono.error(new MailQueueException("no room"));
        }

        @Override
        public Publisher<MailQueueItem> deQueue() {
            return Flux.empty();
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
