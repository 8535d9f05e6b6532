package io.postroom.james.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.core.concurrent.Workers;
import io.postroom.core.scan.Scan;
import io.postroom.core.scan.ScannedMail;
import io.postroom.core.scan.Scanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Rspamd's normal worker, by HTTP: {@code POST /checkv2}, the envelope in fields of the request, a JSON object with the {@code action} that it would
 * take in the answer. Thread-safe.
 */
final class RspamdScanner implements Scanner {
    /** What Rspamd has mail servers do with spam; {@code greylist} and {@code soft reject} say to ask later, and nothing of the mail. */
    private static final Set<String> SPAM_ACTIONS = Set.of("reject", "add header", "rewrite subject", "quarantine");

    private static final Set<String> OTHER_ACTIONS =
            Set.of("no action", "greylist", "soft reject", "accept", "discard");

    private static final int MOST_ANSWERED = 1 << 20;
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 1000;
    private static final Pattern UNSAFE = Pattern.compile("[^\\x21-\\x7E]");

    private final URI check;
    private final Duration limit;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client;

    RspamdScanner(URI address, Duration limit) {
        this.check = address.resolve("/checkv2");
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(limit)
                .executor(Workers.few("rspamd", THREADS, MOST_WAITING))
                .build();
    }

    @Override
    public String address() {
        return check.getScheme() + "://" + check.getAuthority();
    }

    @Override
    public Scan scan(ScannedMail mail) throws IOException {
        if (mail.raw().size() == 0) {
            return new Scan.Clean();
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> asked = client.sendAsync(
                request(mail), BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(octets -> add(answer, octets))));
        HttpResponse<Void> response = await(asked);
        if (response.statusCode() != 200) {
            throw new IOException("it answered with status " + response.statusCode());
        }
        return read(json.readTree(answer.toByteArray()));
    }

    private static void add(ByteArrayOutputStream answer, byte[] octets) {
        if (answer.size() + octets.length > MOST_ANSWERED) {
            throw new UncheckedIOException(new IOException("its answer has no end"));
        }
        answer.writeBytes(octets);
    }

    /** All of it in the time limit, which HttpClient's own holds for the beginning of the answer only. */
    private <T> T await(CompletableFuture<T> asked) throws IOException {
        try {
            return asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            String why = Optional.ofNullable(cause.getMessage())
                    .orElseGet(() -> cause.getClass().getSimpleName());
            throw new IOException(why, cause);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new IOException("no answer within " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it was asked", e);
        }
    }

    private HttpRequest request(ScannedMail mail) {
        HttpRequest.Builder request = HttpRequest.newBuilder(check)
                .timeout(limit)
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> open(mail)),
                        mail.raw().size()));
        field(request, "Queue-Id", mail.name());
        field(request, "From", mail.sender());
        mail.peer().ifPresent(peer -> field(request, "IP", peer));
        mail.helo().ifPresent(helo -> field(request, "Helo", helo));
        mail.recipients().forEach(recipient -> field(request, "Rcpt", recipient));
        return request.build();
    }

    private static InputStream open(ScannedMail mail) {
        try {
            return mail.raw().open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void field(HttpRequest.Builder request, String name, String value) {
        String safe = UNSAFE.matcher(value).replaceAll("");
        if (!safe.isEmpty()) {
            request.header(name, safe);
        }
    }

    private static Scan read(JsonNode answer) throws IOException {
        String action = answer.path("action").asText("");
        if (SPAM_ACTIONS.contains(action)) {
            return new Scan.Found(action + " " + answer.path("score").asText());
        }
        if (OTHER_ACTIONS.contains(action)) {
            return new Scan.Clean();
        }
        throw new IOException("its answer has no verdict");
    }
}
