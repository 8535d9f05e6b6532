package io.postroom.testkit;

import io.postroom.core.message.Octets;
import io.postroom.core.send.LinkedFiles;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Files at URLs that go nowhere. Thread-safe. */
public final class FakeLinkedFiles implements LinkedFiles {
    private final Map<URI, Fetched> files = new ConcurrentHashMap<>();
    private final AtomicInteger fetches = new AtomicInteger();

    /** Puts a file of text at the URL. */
    public void put(String url, String text, Optional<String> contentType) {
        Octets content = new Octets(text.getBytes(StandardCharsets.UTF_8));
        files.put(URI.create(url), new Fetched(content, contentType));
    }

    /** How often a file was asked for. */
    public int fetches() {
        return fetches.get();
    }

    @Override
    public Fetched fetch(URI url, int most) throws UnfetchedException {
        fetches.incrementAndGet();
        Fetched file = files.get(url);
        if (file == null || file.content().size() > most) {
            throw new UnfetchedException(file == null ? "status 404" : "too large");
        }
        return file;
    }
}
