package io.postroom.server.e2e;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Eight connections that send messages of 4 KB until they are stopped, and come back when they are cut off.
 *
 * <p>Knows which messages the server took: those that got a 250. One that was cut off before the answer may be there or not.
 */
final class Volley {
    static final int CONNECTIONS = 8;
    private static final String BODY = ("x".repeat(78) + "\r\n").repeat(48);

    private final Postroom postroom;
    private final List<InboxClient> inboxes;
    private final Set<Sent> accepted = ConcurrentHashMap.newKeySet();
    private final Set<Sent> unanswered = ConcurrentHashMap.newKeySet();
    private final Set<Integer> refusals = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
    private final List<Future<?>> running = new ArrayList<>();

    private Volley(Postroom postroom, List<InboxClient> inboxes) {
        this.postroom = postroom;
        this.inboxes = List.copyOf(inboxes);
    }

    /** A message on its way to an inbox. */
    record Sent(InboxClient inbox, String messageId) {}

    /** Begins to send, each message to one of {@code inboxes}. */
    static Volley begin(Postroom postroom, List<InboxClient> inboxes) {
        Volley volley = new Volley(postroom, inboxes);
        for (int i = 0; i < CONNECTIONS; i++) {
            volley.running.add(volley.senders.submit(volley::keepSending));
        }
        return volley;
    }

    private void keepSending() {
        while (end.getCount() > 0) {
            try (SmtpClient smtp = postroom.smtp()) {
                while (end.getCount() > 0) {
                    sendOne(smtp);
                }
            } catch (UncheckedIOException cutOff) {
                Eventually.await(end, Duration.ofMillis(100));
            }
        }
    }

    private void sendOne(SmtpClient smtp) {
        InboxClient inbox = inboxes.get(ThreadLocalRandom.current().nextInt(inboxes.size()));
        Letter letter = Letter.to(inbox.id()).text(BODY);
        Sent sent = new Sent(inbox, letter.messageId());
        unanswered.add(sent);
        SmtpClient.Reply reply = smtp.send(inbox.id(), letter);
        unanswered.remove(sent);
        if (reply.code() == 250) {
            accepted.add(sent);
        } else {
            refusals.add(reply.code());
            Eventually.await(end, Duration.ofMillis(100));
        }
    }

    /** Waits until so many messages were accepted. */
    void awaitAccepted(int count) {
        awaitAccepted(Duration.ofMinutes(1), count);
    }

    void awaitAccepted(Duration patience, int count) {
        Eventually.get(
                patience,
                count + " messages accepted",
                () -> accepted.size() >= count ? java.util.Optional.of(true) : java.util.Optional.empty());
    }

    /** Stops sending; what was under way is settled when this returns. */
    void end() {
        end.countDown();
        try {
            for (Future<?> sender : running) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        senders.shutdown();
    }

    Set<Sent> accepted() {
        return Set.copyOf(accepted);
    }

    /** The codes of the replies that were not 250. */
    Set<Integer> refusals() {
        return Set.copyOf(refusals);
    }

    /** Sent, and cut off before the answer. */
    Set<Sent> unanswered() {
        return Set.copyOf(unanswered);
    }
}
