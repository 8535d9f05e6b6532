package io.postroom.server.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory.MemoryCacheableMailQueue;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;

class PatientMailProcessorTest {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final MemoryMailQueueFactory queues = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory());
    private final MemoryCacheableMailQueue spool = queues.createQueue(MailQueueFactory.SPOOL);

    @Test
    void putsAMailBackAsItWasWhenAStoreIsAway() throws Exception {
        Mail mail = mail();

        processor(spoiled -> {
                    spoiled.setState("local-delivery");
                    spoiled.setRecipients(List.of());
                    throw new MessagingException("no store", new NoNodeAvailableException());
                })
                .service(mail);

        assertThat(spool.getSize()).isEqualTo(1);
        assertThat(spool.getLastMail().getState()).isEqualTo(Mail.DEFAULT);
        assertThat(spool.getLastMail().getRecipients()).containsExactly(new MailAddress("agent@agents.localhost"));
    }

    @Test
    void countsHowOftenAStoreWasAwayApartFromFailures() throws Exception {
        Mail mail = mail();
        PatientMailProcessor processor = processor(any -> {
            throw new UncheckedIOException(new IOException("down"));
        });

        processor.service(mail);
        processor.service(mail);

        assertThat(AttributeUtils.getValueAndCastFromMail(mail, PatientMailProcessor.OUTAGES, Integer.class))
                .contains(2);
        assertThat(mail.attributeNames()).containsExactly(PatientMailProcessor.OUTAGES);
    }

    @Test
    void waitsBeforeItLetsGoOfAMailThatTheQueueDoesNotTakeBack() throws Exception {
        MailProcessor failing = any -> {
            throw new UncheckedIOException(new IOException("down"));
        };
        PatientMailProcessor processor = new PatientMailProcessor(failing, new FullQueues(), PAUSE);
        long start = System.nanoTime();

        assertThatThrownBy(() -> processor.service(mail())).hasMessage("no room");

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(PAUSE.toNanos());
    }

    @Test
    void leavesAFaultOfTheMailToJames() {
        assertThatThrownBy(() -> processor(any -> {
                            throw new MessagingException("cannot be processed");
                        })
                        .service(mail()))
                .hasMessage("cannot be processed");
        assertThat(spool.getSize()).isZero();
    }

    @Test
    void doesNotTakeUnreadableMailForAnOutage() {
        UncheckedIOException unreadable = new UncheckedIOException(new MimeIOException(new MimeException("odd")));

        assertThatThrownBy(() -> processor(any -> {
                            throw unreadable;
                        })
                        .service(mail()))
                .isSameAs(unreadable);
        assertThat(spool.getSize()).isZero();
    }

    @Test
    void turnsAnOverflownStackIntoAFailureOfThatMail() {
        assertThatThrownBy(() -> processor(any -> {
                            throw new StackOverflowError();
                        })
                        .service(mail()))
                .isInstanceOf(MessagingException.class);
    }

    private PatientMailProcessor processor(MailProcessor pipeline) {
        return new PatientMailProcessor(pipeline, queues, PAUSE);
    }

    private static Mail mail() throws AddressException {
        MailImpl mail = MailImpl.builder()
                .name("mail")
                .sender("sender@example.org")
                .addRecipient(new MailAddress("agent@agents.localhost"))
                .build();
        mail.setState(Mail.DEFAULT);
        return mail;
    }
}
