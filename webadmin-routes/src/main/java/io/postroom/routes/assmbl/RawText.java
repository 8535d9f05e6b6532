package io.postroom.routes.assmbl;

import io.postroom.core.message.RawMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A message in characters. */
final class RawText {
    private RawText() {}

    /**
     * The octets read as UTF-8, which includes all mail of 7 bits. Those of a message that is neither are characters of the same number
     * (ISO 8859-1), so that none is lost.
     *
     * @throws UncheckedIOException if they cannot be read
     */
    static String of(RawMessage raw) {
        byte[] octets;
        try (InputStream in = raw.open()) {
            octets = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder() // which reports what is malformed
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }
}
