package io.postroom.james.send;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.chrono.ChronoZonedDateTime;
import java.util.PriorityQueue;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueIterator;

/**
 * Counts the mails that wait in the spool for their time. The broker reads so many messages of a queue ahead, whatever its readers ask for:
 * if all of them wait, nobody sees those behind. Thread-safe; blocks at its first use.
 */
final class WaitingRoom {
    /** Fewer than the broker reads ahead, and as many as it shows to who looks through a queue. */
    static final int SEATS = 400;

    private final PriorityQueue<Instant> until = new PriorityQueue<>();
    private final Clock clock;
    private boolean counted;

    WaitingRoom(Clock clock) {
        this.clock = clock;
    }

    /** Takes a seat for so long, if one is free. */
    synchronized boolean enter(Duration delay, MailQueue spool) throws MailQueueException {
        if (!counted && spool instanceof ManageableMailQueue queue) {
            count(queue);
            counted = true;
        }
        Instant now = clock.instant();
        while (!until.isEmpty() && !until.peek().isAfter(now)) {
            until.poll();
        }
        return until.size() < SEATS && until.add(now.plus(delay));
    }

    /** Those that wait since before this process was started. */
    private void count(ManageableMailQueue queue) throws MailQueueException {
        MailQueueIterator mails = queue.browse();
        try {
            while (mails.hasNext()) {
                mails.next()
                        .getNextDelivery()
                        .map(ChronoZonedDateTime::toInstant)
                        .ifPresent(until::add);
            }
        } finally {
            mails.close();
        }
    }
}
