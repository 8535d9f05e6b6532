package io.postroom.server.e2e;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients that send one message after the other over the API, each under a key of its own, and ask again under the same key until they
 * read 200. Each message goes to an address of its own elsewhere and to one inbox here.
 */
final class KeyedSends {
    static final int CLIENTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final InboxClient from;
    private final InboxClient local;
    private final Map<String, Set<String>> answers = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> running = new ArrayList<>();

    private KeyedSends(InboxClient from, InboxClient local) {
        this.from = from;
        this.local = local;
    }

    static KeyedSends begin(InboxClient from, InboxClient local) {
        KeyedSends sends = new KeyedSends(from, local);
        for (int i = 0; i < CLIENTS; i++) {
            sends.running.add(sends.clients.submit(sends::keepSending));
        }
        return sends;
    }

    /** The address elsewhere that the message under this key goes to. */
    static String recipient(String key) {
        return "k" + key + "@elsewhere.example";
    }

    private void keepSending() {
        while (end.getCount() > 0) {
            String key = UUID.randomUUID().toString();
            answers.put(key, ConcurrentHashMap.newKeySet());
            answered(key);
            answered(key); // and once more: it is answered from the record
        }
    }

    private void answered(String key) {
        String id = Eventually.get(PATIENCE, "an answer to " + key, () -> {
            Optional<String> answer = ask(key);
            if (answer.isEmpty()) {
                Eventually.await(new CountDownLatch(1), PAUSE);
            }
            return answer;
        });
        answers.get(key).add(id);
    }

    private Optional<String> ask(String key) {
        Map<String, Object> body = Map.of("to", List.of(recipient(key), local.id()), "subject", key, "text", "x");
        RestClient.Answer answer;
        try {
            answer = from.rest()
                    .call(
                            "POST",
                            from.path() + "/messages/send",
                            Optional.of(RestClient.write(body)),
                            Map.of("Idempotency-Key", key));
        } catch (UncheckedIOException cut) {
            return Optional.empty();
        }
        if (answer.status() == 409 || answer.status() >= 500) {
            return Optional.empty();
        }
        return Optional.of(answer.ok().get("message_id").asText());
    }

    void awaitAnswered(int count) {
        Eventually.get(PATIENCE, count + " answers", () -> answered() >= count ? Optional.of(true) : Optional.empty());
    }

    private long answered() {
        return answers.values().stream().filter(ids -> !ids.isEmpty()).count();
    }

    /** Begins no further message; every key has its answer when this returns. */
    void end() {
        end.countDown();
        try {
            for (Future<?> client : running) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        clients.shutdown();
    }

    /** The ids that were answered, by key. */
    Map<String, Set<String>> answers() {
        return Map.copyOf(answers);
    }
}
