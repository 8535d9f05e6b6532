package io.postroom.webhooks;

import java.util.Optional;
import okhttp3.Headers;

/** What an HTTP server answered. */
public final class Answer {
    private final int status;
    private final Headers headers;
    private final byte[] body;
    private final boolean complete;

    Answer(int status, Headers headers, byte[] body, boolean complete) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.complete = complete;
    }

    public int status() {
        return status;
    }

    /** Whether it is of the class 2xx (RFC 9110 §15.3). */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The last field of this name, whose case does not matter; empty if there is none. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The content as sent, at most as many octets as were asked for. */
    public byte[] body() {
        return body.clone();
    }

    /** Whether {@link #body()} is all of the content. */
    public boolean isComplete() {
        return complete;
    }
}
