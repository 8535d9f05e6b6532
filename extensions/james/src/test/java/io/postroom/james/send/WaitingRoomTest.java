package io.postroom.james.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.OrganizationId;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.util.Properties;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory.MemoryCacheableMailQueue;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FixedClock clock = new FixedClock();
    private final MemoryCacheableMailQueue spool =
            new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory()).createQueue(MailQueueName.of("spool"));

    private static OrganizationId organization(int number) {
        return new OrganizationId(Fixtures.uuid(number));
    }

    private int entered(WaitingRoom room, OrganizationId organization) throws Exception {
        int seats = 0;
        while (room.enter(organization, MINUTE, spool)) {
            seats++;
        }
        return seats;
    }

    @Test
    void hasSoManySeatsAndTheyBecomeFree() throws Exception {
        WaitingRoom room = new WaitingRoom(clock);
        for (int i = 0; i < WaitingRoom.SEATS; i++) {
            assertThat(room.enter(organization(i), MINUTE, spool)).isTrue();
        }
        assertThat(room.enter(organization(WaitingRoom.SEATS), MINUTE, spool)).isFalse();

        clock.advance(MINUTE);

        assertThat(room.enter(organization(1), MINUTE, spool)).isTrue();
    }

    @Test
    void nobodyHoldsMoreThanAreLeftForOthers() throws Exception {
        WaitingRoom room = new WaitingRoom(clock);

        assertThat(entered(room, organization(1))).isEqualTo(WaitingRoom.SEATS / 2);
        assertThat(entered(room, organization(2))).isEqualTo(WaitingRoom.SEATS / 4);
        assertThat(entered(room, organization(1))).isZero();
        assertThat(entered(room, organization(3))).isEqualTo(WaitingRoom.SEATS / 8);
    }

    @Test
    void knowsWhoWaitedBefore() throws Exception {
        for (int i = 0; i < WaitingRoom.SEATS / 2; i++) {
            MailImpl mail = mail("Mail" + i);
            mail.setAttribute(new Attribute(
                    WaitingRoom.ORGANIZATION, AttributeValue.of(organization(1).toString())));
            spool.enQueue(mail, Duration.ofDays(10_000));
        }
        WaitingRoom room = new WaitingRoom(clock);

        assertThat(entered(room, organization(1))).isZero();
        assertThat(entered(room, organization(2))).isEqualTo(WaitingRoom.SEATS / 4);
        spool.clear();
    }

    @Test
    void mailThatWaitsForOtherReasonsTakesSeatsToo() throws Exception {
        for (int i = 0; i < WaitingRoom.SEATS; i++) {
            spool.enQueue(mail("Mail" + i), Duration.ofDays(10_000));
        }

        assertThat(new WaitingRoom(clock).enter(organization(1), MINUTE, spool)).isFalse();
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
