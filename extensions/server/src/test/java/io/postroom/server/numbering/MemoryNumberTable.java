package io.postroom.server.numbering;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.mailbox.model.MailboxId;
import reactor.core.publisher.Mono;

/** Outlives the numbers that are given out of it, as Cassandra outlives the process. */
final class MemoryNumberTable implements NumberTable {
    private final Map<MailboxId, Long> reserved = new ConcurrentHashMap<>();
    private final AtomicInteger reservations = new AtomicInteger();
    private volatile Mono<Void> obstacle = Mono.empty();

    /** What each call has to wait for from now on. */
    void await(Mono<Void> end) {
        obstacle = end;
    }

    /** How often numbers were reserved. */
    int reservations() {
        return reservations.get();
    }

    @Override
    public Mono<Long> last(MailboxId mailbox) {
        return obstacle.then(Mono.fromCallable(() -> reserved.getOrDefault(mailbox, 0L)));
    }

    @Override
    public Mono<NumberRange> reserve(MailboxId mailbox, int count) {
        return obstacle.then(Mono.fromCallable(() -> {
            reservations.incrementAndGet();
            long last = reserved.merge(mailbox, (long) count, Long::sum);
            return new NumberRange(last - count, last);
        }));
    }

    @Override
    public Mono<Void> giveBack(MailboxId mailbox, NumberRange unused) {
        return obstacle.then(Mono.fromRunnable(() -> reserved.replace(mailbox, unused.last(), unused.after())));
    }
}
