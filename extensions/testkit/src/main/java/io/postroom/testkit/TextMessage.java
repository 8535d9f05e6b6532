package io.postroom.testkit;

import io.postroom.core.message.RawMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The octets of a message in memory. */
public final class TextMessage implements RawMessage {
    private final byte[] octets;

    public TextMessage(byte[] octets) {
        this.octets = octets.clone();
    }

    /** A message written with {@code \n} between lines, which becomes {@code \r\n}; in UTF-8. */
    public static TextMessage of(String text) {
        return new TextMessage(text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A plain message with this Message-ID, subject and text. */
    public static TextMessage of(String messageId, String subject, String text) {
        return of("From: Ann <ann@example.com>\nTo: support@agents.example\nMessage-ID: " + messageId + "\nSubject: "
                + subject + "\n\n" + text + "\n");
    }

    public byte[] octets() {
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
        return other instanceof TextMessage text && Arrays.equals(text.octets, octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
