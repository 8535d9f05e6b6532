package io.postroom.james.send;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.send.OutgoingMark;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.chrono.ChronoZonedDateTime;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueItemView;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueIterator;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;

/**
 * Counts the mails that wait in the spool for their time. The broker reads so many messages of a queue ahead, whatever its readers ask for:
 * if all of them wait, nobody sees those behind. Nobody holds more seats than are free, so that there is always one for others.
 * Thread-safe; blocks at its first use.
 */
final class WaitingRoom {
    /** Fewer than the broker reads ahead, and as many as it shows to who looks through a queue. */
    static final int SEATS = 400;

    static final AttributeName ORGANIZATION = AttributeName.of(OutgoingMark.ORGANIZATION);

    private final PriorityQueue<Seat> taken = new PriorityQueue<>(Comparator.comparing(Seat::until));
    private final Clock clock;
    private boolean counted;

    /** @param holder an organisation; empty for mail that waits for another reason */
    private record Seat(Instant until, String holder) {}

    WaitingRoom(Clock clock) {
        this.clock = clock;
    }

    /** Takes a seat for so long, if one is free. */
    synchronized boolean enter(OrganizationId organization, Duration delay, MailQueue spool) throws MailQueueException {
        if (!counted && spool instanceof ManageableMailQueue queue) {
            count(queue);
            counted = true;
        }
        Instant now = clock.instant();
        while (!taken.isEmpty() && !taken.peek().until().isAfter(now)) {
            taken.poll();
        }
        String holder = organization.toString();
        long held = taken.stream().filter(seat -> seat.holder().equals(holder)).count();
        return held < SEATS - taken.size() && taken.add(new Seat(now.plus(delay), holder));
    }

    /** Those that wait since before this process was started. */
    private void count(ManageableMailQueue queue) throws MailQueueException {
        MailQueueIterator mails = queue.browse();
        try {
            while (mails.hasNext()) {
                MailQueueItemView waiting = mails.next();
                waiting.getNextDelivery()
                        .map(ChronoZonedDateTime::toInstant)
                        .ifPresent(until -> taken.add(new Seat(until, holder(waiting.getMail()))));
            }
        } finally {
            mails.close();
        }
    }

    private static String holder(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, ORGANIZATION, String.class)
                .orElse("");
    }
}
