package io.postroom.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.mailetcontainer.impl.JamesMailSpooler;
import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStream;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

class BrokerMailQueueTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private QueueBroker broker;
    private ManageableMailQueue queue;

    @BeforeEach
    void open() {
        open(new QueueStorage.OnDisk(directory, 0));
    }

    @AfterEach
    void close() throws Exception {
        broker.stop();
    }

    @Test
    void givesBackTheOctetsItTook() throws Exception {
        byte[] octets = ("Subject: gr\u00fc\u00dfe\r\nX-Odd:folded\r\n \tso\r\n\r\n.body\r\nwith no end")
                .getBytes(StandardCharsets.UTF_8);

        queue.enQueue(mail("one", octets));

        assertThat(octetsOf(next().getMail())).isEqualTo(octets);
    }

    @Test
    void keepsALargeBodyInAFileUntilTheMailIsDone() throws Exception {
        byte[] octets = large();

        queue.enQueue(mail("large", octets));
        MailQueueItem item = next();

        assertThat(octetsOf(item.getMail())).isEqualTo(octets);
        assertThat(bodies()).hasSize(1);
    }

    @Test
    void hasASmallMailAndALargeOneAfterTheMachineStoppedDead() throws Exception {
        queue.enQueue(mail("small", octets("small")));
        queue.enQueue(mail("large", large()));

        reopen();

        assertThat(Stream.of(next(), next()).map(item -> item.getMail().getName()))
                .containsExactlyInAnyOrder("small", "large");
    }

    @Test
    void opensAlthoughTheLastWriteWasCutOff() throws Exception {
        queue.enQueue(mail("kept", octets("kept")));

        reopen(BrokerMailQueueTest::cutOffTheEnd);
        queue.enQueue(mail("new", octets("new")));

        assertThat(Stream.of(next(), next()).map(item -> item.getMail().getName()))
                .containsExactlyInAnyOrder("kept", "new");
    }

    @Test
    void takesNoNewMailWhenTheDiskIsNearlyFullButLetsOldMailComeBack() throws Exception {
        broker.stop();
        open(new QueueStorage.OnDisk(directory, Long.MAX_VALUE));

        assertThatThrownBy(() -> queue.enQueue(mail("new", octets("new"))))
                .isInstanceOf(MailQueueException.class)
                .hasMessageStartingWith("no room on the disk");
        queue.enQueue(mail("old", octets("old")), Duration.ofMillis(1));

        assertThat(queue.getSize()).isEqualTo(1);
    }

    @Test
    void findsLargeBodiesInADirectoryThatWasMoved(@TempDir Path elsewhere) throws Exception {
        queue.enQueue(mail("large", large()));
        broker.stop();
        Path moved = elsewhere.resolve("queue");
        Files.move(directory, moved);

        open(new QueueStorage.OnDisk(moved, 0));

        assertThat(octetsOf(next().getMail())).hasSameSizeAs(large());
        Files.createDirectories(directory);
    }

    @Test
    void givesAMailOutAgainHoweverOftenItIsHandedBack() throws Exception {
        queue.enQueue(mail("stubborn", octets("stubborn")));

        IntStream.range(0, 12).forEach(time -> handBack(next()));

        assertThat(next().getMail().getName()).isEqualTo("stubborn");
    }

    @Test
    void forgetsAMailThatIsDone() throws Exception {
        queue.enQueue(mail("one", octets("one")));

        next().done(CompletionStatus.SUCCESS);

        assertThat(queue.getSize()).isZero();
    }

    @Test
    void letsAMailThatFailedWaitBehindOthers() throws Exception {
        Mail failed = mail("failed", octets("failed"));
        failed.setAttribute(new Attribute(JamesMailSpooler.MAIL_PROCESSING_ERROR_COUNT, AttributeValue.of(1)));

        queue.enQueue(failed);
        queue.enQueue(mail("fresh", octets("fresh")));

        assertThat(next().getMail().getName()).isEqualTo("fresh");
    }

    @Test
    void takesMailsOfManyCallersAtOnce() throws Exception {
        Flux.range(0, 64)
                .flatMap(number -> queue.enqueueReactive(unchecked("mail-" + number)), 16)
                .blockLast(DEADLINE);

        assertThat(queue.getSize()).isEqualTo(64);
    }

    @Test
    void keepsALargeMailInMemoryWhereThatIsAskedFor() throws Exception {
        broker.stop();
        open(new QueueStorage.InMemory());

        queue.enQueue(mail("large", large()));

        assertThat(octetsOf(next().getMail())).hasSameSizeAs(large());
        assertThat(directory.resolve("bodies")).doesNotExist();
    }

    private void open(QueueStorage storage) {
        broker = new QueueBroker(storage);
        queue = (ManageableMailQueue) new BrokerMailQueueFactory(
                        broker,
                        new RawMailQueueItemDecoratorFactory(),
                        new RecordingMetricFactory(),
                        new NoopGaugeRegistry())
                .createQueue(MailQueueFactory.SPOOL);
    }

    /** What is on disk at this moment is all the next broker gets, as after a power cut. */
    private void reopen() throws Exception {
        reopen(copy -> {});
    }

    private void reopen(Consumer<Path> damage) throws Exception {
        Path copy = Files.createTempDirectory(directory.getParent(), "after-power-cut");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList()) {
                Path target = copy.resolve(directory.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        damage.accept(copy);
        broker.stop();
        open(new QueueStorage.OnDisk(copy, 0));
    }

    /** What a full disk left of a write: the record that says "nothing follows" lacks its last octet. */
    private static void cutOffTheEnd(Path queue) {
        try {
            Path journal = queue.resolve("journal").resolve("db-1.log");
            byte[] octets = Files.readAllBytes(journal);
            String text = new String(octets, StandardCharsets.ISO_8859_1);
            octets[text.indexOf("-qMa4", text.lastIndexOf("WRITE BATCH")) + 4] = 0;
            Files.write(journal, octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MailQueueItem next() {
        return Flux.from(queue.deQueue()).blockFirst(DEADLINE);
    }

    private static void handBack(MailQueueItem item) {
        try {
            item.done(CompletionStatus.REJECT);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Stream<Path> bodies() throws IOException {
        return Files.list(directory.resolve("bodies"));
    }

    private static Mail unchecked(String name) {
        try {
            return mail(name, octets(name));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] octets(String subject) {
        return ("Subject: " + subject + "\r\n\r\nhello\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] large() {
        return ("Subject: large\r\n\r\n" + "0123456789\r\n".repeat(20_000)).getBytes(StandardCharsets.US_ASCII);
    }

    private static Mail mail(String name, byte[] octets) throws MessagingException {
        MailImpl mail = MailImpl.builder()
                .name(name)
                .sender("sender@example.org")
                .addRecipient(new MailAddress("agent@agents.localhost"))
                .build();
        mail.setMessageContent(new Octets(name, octets));
        return mail;
    }

    private static byte[] octetsOf(Mail mail) throws IOException, MessagingException {
        try (InputStream in = new MimeMessageInputStream(mail.getMessage())) {
            return in.readAllBytes();
        }
    }

    /** A message as SMTP received it. */
    private record Octets(String name, byte[] octets) implements MimeMessageSource {
        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(octets);
        }

        @Override
        public String getSourceId() {
            return name;
        }

        @Override
        public long getMessageSize() {
            return octets.length;
        }
    }
}
