package io.postroom.james.mime;

import io.postroom.core.message.RawMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** How deep the parts of a message are nested. */
public final class MimeNesting {
    private MimeNesting() {}

    /**
     * Whether parts lie within more than {@code levels} multiparts. Reads the message once, at most as long as the answer is open; throws
     * {@link UncheckedIOException} if it cannot be read.
     */
    public static boolean isDeeper(RawMessage raw, int levels) {
        try (InputStream in = raw.open()) {
            PartReader reader = new PartReader(in);
            boolean more = reader.isMultipart();
            while (more && reader.deepest() <= levels) {
                more = reader.next().isPresent();
            }
            return reader.deepest() > levels;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
