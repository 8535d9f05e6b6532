package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A disk without a single free page, under load: nothing that was accepted is lost, and the server comes back by itself.
 *
 * <p>Skipped where a test may not mount a file system. What each part does then is tested everywhere: {@code BrokerMailQueueTest},
 * {@code CommitLogTest}, {@code PatientMailProcessorTest}.
 */
class DiskFullIT {
    private static final int DISK_MEBIBYTES = 512;

    /** More than the reserve; the rest is soon taken, before thousands of messages were accepted. */
    private static final int LEFT_MEBIBYTES = 96;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Optional<SmallDisk> disk = Optional.empty();
    private Optional<PostroomServer> running = Optional.empty();

    @BeforeEach
    void start() {
        disk = SmallDisk.mount(
                Checkout.scratch("small-disk-" + ProcessHandle.current().pid()), DISK_MEBIBYTES);
        assumeTrue(disk.isPresent(), "needs unshare and nsenter (util-linux), and user namespaces or root");
        running = Optional.of(PostroomServer.on(disk.get(), "--set", "mail.disk-reserve=64MiB"));
        running.get().start();
        disk.get().fillAllBut(LEFT_MEBIBYTES);
    }

    @AfterEach
    void stop() {
        disk.ifPresent(SmallDisk::clear);
        running.ifPresent(PostroomServer::close);
        disk.ifPresent(SmallDisk::close);
    }

    @Test
    void aFullDiskIsAnsweredWith4xxLosesNothingAndIsOverWhenThereIsRoom() {
        PostroomServer server = running.orElseThrow();
        Postroom postroom = server.clients();
        List<InboxClient> inboxes = Stream.generate(postroom::inbox).limit(2).toList();
        Volley volley = Volley.begin(postroom, inboxes);
        volley.awaitAccepted(3 * Volley.CONNECTIONS);

        Eventually.get(PATIENCE, "a store that died of the full disk", () -> {
            disk.orElseThrow().fill();
            return takesWrites(postroom.rest()) ? Optional.empty() : Optional.of(true);
        });
        assertIsPutOff(postroom, inboxes.get(0));

        disk.orElseThrow().clear();
        int before = volley.accepted().size();
        volley.awaitAccepted(PATIENCE, before + 3 * Volley.CONNECTIONS);
        volley.end();
        assertThat(volley.refusals()).isNotEmpty().allMatch(code -> code >= 400 && code < 500);
        assertAllListedOnce(inboxes, volley);

        // what the full disk left in the files does not keep the next start from finding the rest
        server.kill();
        server.start();
        assertAllListedOnce(inboxes, volley);
    }

    private static boolean takesWrites(RestClient rest) {
        return rest.post("/v0/inboxes", Map.of("username", "u" + UUID.randomUUID()))
                        .status()
                < 500;
    }

    private static void assertIsPutOff(Postroom postroom, InboxClient inbox) {
        try (SmtpClient smtp = postroom.smtp()) {
            assertThat(smtp.send(inbox.id(), Letter.to(inbox.id())).code()).isBetween(400, 499);
        }
    }

    private static void assertAllListedOnce(List<InboxClient> inboxes, Volley volley) {
        List<String> accepted =
                volley.accepted().stream().map(Volley.Sent::messageId).toList();
        Eventually.holds(PATIENCE, () -> assertThat(listed(inboxes)).containsAll(accepted));
        assertThat(listed(inboxes)).doesNotHaveDuplicates();
    }

    private static List<String> listed(List<InboxClient> inboxes) {
        List<String> ids = new ArrayList<>();
        inboxes.forEach(inbox -> ids.addAll(inbox.everyMessageId()));
        return ids;
    }
}
