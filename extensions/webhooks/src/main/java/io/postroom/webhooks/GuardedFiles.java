package io.postroom.webhooks;

import io.postroom.core.message.Octets;
import io.postroom.core.send.LinkedFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Fetches files with the client that calls webhooks, and under its rules. Thread-safe. */
public final class GuardedFiles implements LinkedFiles {
    /** For one file, from the look-up of the name to the last octet. */
    public static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** What servers say of files they know nothing of. */
    private static final String UNKNOWN = "application/octet-stream";

    /** The first octets of kinds that Java's own table does not know. */
    private static final Map<String, String> BEGINNINGS =
            Map.of("%PDF-", "application/pdf", "PK\u0003\u0004", "application/zip");

    private final GuardedClient client;

    /** @param client whose timeout is to be {@link #TIMEOUT} */
    public GuardedFiles(GuardedClient client) {
        this.client = client;
    }

    @Override
    public Fetched fetch(URI url, int most) throws UnfetchedException {
        Answer answer = answer(url, most);
        byte[] octets = answer.body();
        if (answer.status() / 100 == 3) {
            throw new UnfetchedException("the URL leads on to another one, which is not followed");
        }
        if (!answer.isSuccess()) {
            throw new UnfetchedException("the URL is answered with status " + answer.status());
        }
        if (!answer.isComplete()) {
            throw new UnfetchedException(
                    octets.length == most
                            ? "the files at URLs have at most " + most + " octets left"
                            : "the file did not come within " + TIMEOUT.toSeconds() + " seconds");
        }
        return new Fetched(new Octets(octets), type(answer.header("Content-Type"), octets));
    }

    private Answer answer(URI url, int most) throws UnfetchedException {
        try {
            return client.send("GET", url, Map.of("User-Agent", "Postroom"), new byte[0], most);
        } catch (IOException e) {
            throw new UnfetchedException(Failure.of(e, TIMEOUT));
        }
    }

    private static Optional<String> type(Optional<String> declared, byte[] octets) {
        return declared.map(String::strip)
                .filter(type -> !type.isEmpty())
                .filter(type -> !type.toLowerCase(Locale.ROOT).startsWith(UNKNOWN))
                .or(() -> sniffed(octets));
    }

    private static Optional<String> sniffed(byte[] octets) {
        for (Map.Entry<String, String> kind : BEGINNINGS.entrySet()) {
            byte[] beginning = kind.getKey().getBytes(StandardCharsets.US_ASCII);
            if (octets.length >= beginning.length
                    && Arrays.equals(octets, 0, beginning.length, beginning, 0, beginning.length)) {
                return Optional.of(kind.getValue());
            }
        }
        try {
            return Optional.ofNullable(URLConnection.guessContentTypeFromStream(new ByteArrayInputStream(octets)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
