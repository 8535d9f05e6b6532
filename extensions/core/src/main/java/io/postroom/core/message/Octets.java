package io.postroom.core.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Octets in memory. Immutable. */
public final class Octets implements RawMessage {
    private final byte[] octets;

    public Octets(byte[] octets) {
        this.octets = octets.clone();
    }

    /** A copy of {@code message}; itself if it is in memory already. */
    public static Octets of(RawMessage message) throws IOException {
        if (message instanceof Octets octets) {
            return octets;
        }
        try (InputStream in = message.open()) {
            return new Octets(in.readAllBytes());
        }
    }

    public byte[] toArray() {
        return octets.clone();
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(octets);
    }

    @Override
    public long size() {
        return octets.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets same && Arrays.equals(same.octets, octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** Says how many there are: contents are no matter for a log. */
    @Override
    public String toString() {
        return octets.length + " octets";
    }
}
