package io.postroom.webhooks;

import io.postroom.core.error.RefusedException;
import io.postroom.core.event.MailEvent;
import io.postroom.core.secret.Seal;
import io.postroom.core.webhook.Attempt;
import io.postroom.core.webhook.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Calls a webhook once: renders, signs, posts, reads the answer; or has a mail sent, where it is for people. Thread-safe; blocks. */
public final class WebhookCaller implements AutoCloseable {
    /** How long an endpoint may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final int MAX_ANSWER = 64 * 1024;
    private static final int GONE = 410;

    private final GuardedClient client;
    private final EventJson json;
    private final WebhookSigner signer;
    private final MailChannel mails;
    private final Seal seal;
    private final Clock clock;

    /** @param client is closed with this; its timeout is to be {@link #TIMEOUT} */
    public WebhookCaller(
            GuardedClient client, EventJson json, WebhookSigner signer, MailChannel mails, Seal seal, Clock clock) {
        this.client = client;
        this.json = json;
        this.signer = signer;
        this.mails = mails;
        this.seal = seal;
        this.clock = clock;
    }

    /** What tells {@code webhook} of {@code event}. Throws {@link java.io.UncheckedIOException} if our own mailbox cannot be read. */
    byte[] payload(Webhook webhook, MailEvent event) {
        return json.payload(webhook, event);
    }

    /** Tells {@code webhook} of an event that did not happen. */
    Outcome callWithSample(Webhook webhook, MailEvent event) {
        return call(webhook, event, json.sample(webhook, event));
    }

    /** Tells {@code webhook} of {@code event} by its {@link #payload}; people by mail. */
    Outcome call(Webhook webhook, MailEvent event, byte[] payload) {
        return webhook.isMail() ? write(webhook, event) : post(webhook, event, payload);
    }

    private Outcome write(Webhook webhook, MailEvent event) {
        Instant start = clock.instant();
        try {
            mails.send(webhook, event);
            return new Outcome.Taken(attempt(start, Optional.empty(), Optional.empty()));
        } catch (RefusedException e) {
            return notSent(start, "the mail was refused: " + e.getMessage(), e.waiting());
        } catch (UncheckedIOException e) {
            return notSent(start, "the mail could not be handed over", Optional.empty());
        }
    }

    private Outcome notSent(Instant start, String why, Optional<Duration> wish) {
        return new Outcome.Refused(attempt(start, Optional.empty(), Optional.of(why)), wish);
    }

    private Outcome post(Webhook webhook, MailEvent event, byte[] payload) {
        Instant start = clock.instant();
        try {
            Answer answer =
                    client.send("POST", webhook.url(), headers(webhook, event, start, payload), payload, MAX_ANSWER);
            return outcome(answer, start);
        } catch (IOException e) {
            return new Outcome.Refused(
                    attempt(start, Optional.empty(), Optional.of(Failure.of(e, TIMEOUT))), Optional.empty());
        }
    }

    private Map<String, String> headers(Webhook webhook, MailEvent event, Instant now, byte[] payload) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("User-Agent", "Postroom");
        webhook.headers().forEach((name, value) -> headers.put(name, seal.open(value)));
        headers.put("Content-Type", "application/json");
        List<String> secrets =
                webhook.secrets().at(now).stream().map(seal::open).toList();
        headers.putAll(signer.sign(secrets, event.id(), now, payload));
        headers.putAll(signer.signAlso(webhook.form(), secrets.get(0), now, payload));
        return headers;
    }

    private Outcome outcome(Answer answer, Instant start) {
        Optional<Integer> status = Optional.of(answer.status());
        if (answer.isSuccess()) {
            return new Outcome.Taken(attempt(start, status, Optional.empty()));
        }
        Attempt failed = attempt(start, status, Optional.of("status " + answer.status()));
        if (answer.status() == GONE) {
            return new Outcome.Gone(failed);
        }
        Optional<Duration> wish =
                answer.header("Retry-After").flatMap(value -> RetryAfter.parse(value, clock.instant()));
        return new Outcome.Refused(failed, wish);
    }

    private Attempt attempt(Instant start, Optional<Integer> status, Optional<String> error) {
        Instant at = start.truncatedTo(ChronoUnit.MILLIS);
        Duration took =
                Duration.ofMillis(Duration.between(start, clock.instant()).toMillis());
        return new Attempt(at, status, took, error);
    }

    /** Cuts the calls that are under way. */
    @Override
    public void close() {
        client.close();
    }
}
