package io.postroom.james.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.testkit.FixedClock;
import java.time.Duration;
import java.util.Properties;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory.MemoryCacheableMailQueue;
import org.apache.james.server.core.MailImpl;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FixedClock clock = new FixedClock();
    private final MemoryCacheableMailQueue spool =
            new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory()).createQueue(MailQueueName.of("spool"));

    @Test
    void hasSoManySeatsAndTheyBecomeFree() throws Exception {
        WaitingRoom room = new WaitingRoom(clock);
        for (int i = 0; i < WaitingRoom.SEATS; i++) {
            assertThat(room.enter(MINUTE, spool)).isTrue();
        }
        assertThat(room.enter(MINUTE, spool)).isFalse();

        clock.advance(MINUTE);

        assertThat(room.enter(MINUTE, spool)).isTrue();
    }

    @Test
    void knowsWhoWaitedBefore() throws Exception {
        for (int i = 0; i < WaitingRoom.SEATS; i++) {
            spool.enQueue(mail("Mail" + i), Duration.ofDays(10_000));
        }

        assertThat(new WaitingRoom(clock).enter(MINUTE, spool)).isFalse();
        spool.clear();
    }

    private static MailImpl mail(String name) throws Exception {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setText("x");
        message.saveChanges();
        return MailImpl.builder()
                .name(name)
                .sender("support@agents.example")
                .addRecipient("ann@example.com")
                .mimeMessage(message)
                .build();
    }
}
