package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.testkit.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.mail.MessagingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mailbox over three dialects, IMAP and JMAP at once: what is done in one shows in the others, and writers in all of them end in one state.
 *
 * <p>A few seconds of writers; {@code mvn -Pheavy} has a minute, and wants each change shown everywhere within one second.
 */
@ExtendWith(SharedServer.class)
class OneMailboxIT {
    private static final Logger LOGGER = LoggerFactory.getLogger(OneMailboxIT.class);
    private static final Duration SHOWN_WITHIN =
            Duration.ofMillis(Integer.getInteger("postroom.surfaces.shown-within-millis", 20_000));
    private static final Duration WRITING = Duration.ofSeconds(Integer.getInteger("postroom.surfaces.seconds", 5));
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);
    private static final int WRITERS = 20;
    private static final int MESSAGES = 5;
    private static final int LABELS = 6;

    private final Postroom postroom;
    private InboxClient inbox;
    private String key;
    private Map<String, Surface> surfaces;

    OneMailboxIT(Postroom postroom) {
        this.postroom = postroom;
    }

    @BeforeEach
    void anInboxWithAKey() throws MessagingException {
        inbox = postroom.inbox();
        key = inbox.key();
        surfaces = open();
    }

    @AfterEach
    void close() throws Exception {
        close(surfaces);
    }

    private static void close(Map<String, Surface> all) throws Exception {
        for (Surface surface : all.values()) {
            surface.close();
        }
    }

    /** All of them, with connections of their own. */
    private Map<String, Surface> open() throws MessagingException {
        Map<String, Surface> all = new LinkedHashMap<>();
        all.put("/v0", new DialectSurface.V0(inbox));
        all.put("InboxAI", new DialectSurface.InboxAi(inbox));
        all.put("Assmbl", new DialectSurface.Assmbl(postroom.anonymous().with(key)));
        all.put("IMAP", new MailSurface.Imap(postroom.imap(inbox.id(), key)));
        all.put("JMAP", MailSurface.Jmap.of(postroom.jmap(inbox.id(), key)));
        return all;
    }

    private String message() {
        Letter letter = Letter.to(inbox.id());
        postroom.deliver(inbox, letter);
        inbox.await(letter.messageId());
        return letter.messageId();
    }

    @Test
    void whatOneChangesTheOthersShow() throws Exception {
        for (Surface.Word word : Surface.Word.values()) {
            for (Map.Entry<String, Surface> one : surfaces.entrySet()) {
                if (one.getValue().words().contains(word)) {
                    String messageId = message();
                    change(one.getValue(), word, messageId);
                    awaitElsewhere(word, one.getKey(), messageId);
                }
            }
        }
    }

    private static void change(Surface surface, Surface.Word word, String messageId) throws Exception {
        switch (word) {
            case LABEL -> surface.label(messageId, "urgent", true);
            case READ -> surface.read(messageId, true);
            case ARCHIVE -> surface.archive(messageId, true);
            case DELETE -> surface.delete(messageId);
        }
    }

    private void awaitElsewhere(Surface.Word word, String changed, String messageId) {
        long start = System.nanoTime();
        List<String> took = new ArrayList<>();
        surfaces.forEach((name, surface) -> {
            Duration left = SHOWN_WITHIN.minusNanos(System.nanoTime() - start);
            Eventually.holds(
                    left,
                    () -> assertThat(shows(surface.shown(messageId), word))
                            .as("%s made in %s, seen in %s", word, changed, name)
                            .isTrue());
            took.add(name + " " + (System.nanoTime() - start) / 1_000_000 + " ms");
        });
        LOGGER.info("{} made in {} is seen in {}", word, changed, took);
    }

    private static boolean shows(Optional<Surface.Shown> message, Surface.Word word) {
        return switch (word) {
            case LABEL -> message.orElseThrow().labels().equals(Set.of("urgent"));
            case READ -> message.orElseThrow().read().orElse(true);
            case ARCHIVE -> message.orElseThrow().archived().orElse(true);
            case DELETE -> message.isEmpty();
        };
    }

    @Test
    void manyWritersEndInOneState() throws Exception {
        List<String> messages = new ArrayList<>();
        for (int count = 0; count < MESSAGES; count++) {
            messages.add(message());
        }
        Map<String, Integer> changes = new ConcurrentHashMap<>();
        AtomicInteger crossed = new AtomicInteger();

        Race.of(WRITING.plus(SETTLED_WITHIN), WRITERS, number -> {
            try {
                Map<String, Surface> own = open();
                try {
                    String name = List.copyOf(own.keySet()).get(number % own.size());
                    int made = new Writer(number, messages, crossed).write(own.get(name));
                    changes.merge(name, made, Integer::sum);
                } finally {
                    close(own);
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return number;
        });

        LOGGER.info("changes by {} writers: {}; {} crossed by another's", WRITERS, changes, crossed);
        assertThat(changes.values()).hasSize(surfaces.size()).allMatch(count -> count > 0);
        Eventually.holds(SETTLED_WITHIN, () -> assertOneState(messages));
        assertOneState(messages);
    }

    /** Changes messages at random; the same ones in each run, as far as its surface goes. */
    private record Writer(int number, List<String> messages, AtomicInteger crossed) {
        /** Returns how many changes it made. */
        int write(Surface surface) throws Exception {
            Random random = new Random(number);
            List<Surface.Word> words = surface.words().stream()
                    .filter(word -> word != Surface.Word.DELETE)
                    .toList();
            long end = System.nanoTime() + WRITING.toNanos();
            int made = 0;
            while (System.nanoTime() < end) {
                String messageId = messages.get(random.nextInt(messages.size()));
                Surface.Word word = words.get(random.nextInt(words.size()));
                boolean on = random.nextBoolean();
                String label = "label" + random.nextInt(LABELS);
                Eventually.get("a change over " + surface, () -> attempt(surface, word, messageId, label, on));
                made++;
            }
            return made;
        }

        /** Empty if the message was moved away by another writer between looking for it and changing it. */
        private Optional<Boolean> attempt(
                Surface surface, Surface.Word word, String messageId, String label, boolean on) throws Exception {
            try {
                switch (word) {
                    case LABEL -> surface.label(messageId, label, on);
                    case READ -> surface.read(messageId, on);
                    case ARCHIVE -> surface.archive(messageId, on);
                    case DELETE -> throw new IllegalArgumentException("nothing is deleted here");
                }
                return Optional.of(true);
            } catch (AssertionError | MessagingException moved) {
                if (!(surface instanceof MailSurface.Imap || moved instanceof MailSurface.NotSeen)) {
                    throw moved;
                }
                crossed.incrementAndGet();
                return Optional.empty();
            }
        }
    }

    private void assertOneState(List<String> messages) throws Exception {
        Map<String, Surface.Shown> truth = new LinkedHashMap<>();
        for (String messageId : messages) {
            for (Map.Entry<String, Surface> one : surfaces.entrySet()) {
                Surface.Shown shown = one.getValue()
                        .shown(messageId)
                        .orElseThrow(() -> new AssertionError(one.getKey() + " does not show " + messageId));
                Surface.Shown first = truth.computeIfAbsent(messageId, id -> shown);
                assertThat(shown.agreesWith(first))
                        .as("%s shows %s, /v0 shows %s", one.getKey(), shown, first)
                        .isTrue();
            }
        }
        assertLists(truth);
    }

    /** Lists are made from rows and from the search index. */
    private void assertLists(Map<String, Surface.Shown> truth) {
        Set<String> inSight = new TreeSet<>();
        truth.forEach((messageId, shown) -> {
            if (!shown.archived().orElseThrow()) {
                inSight.add(messageId);
            }
        });
        assertThat(inbox.list("limit=100"))
                .extracting(message -> message.get("message_id").asText())
                .containsExactlyInAnyOrderElementsOf(inSight);
        assertThat(((DialectSurface.InboxAi) surfaces.get("InboxAI")).total()).isEqualTo(inSight.size());
        for (int label = 0; label < LABELS; label++) {
            String name = "label" + label;
            assertThat(inbox.list("limit=100&include_archived=true&labels=" + name))
                    .extracting(message -> message.get("message_id").asText())
                    .containsExactlyInAnyOrderElementsOf(truth.keySet().stream()
                            .filter(id -> truth.get(id).labels().contains(name))
                            .toList());
        }
    }
}
