package io.postroom.james.mailbox;

import io.postroom.core.message.RawMessage;
import io.postroom.james.mime.MimeNesting;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.mime4j.dom.Message;

/**
 * Messages nested so deep that James must not take them apart: its parser recurses, costs time per level, and ends in a
 * {@link StackOverflowError} at about 1,000.
 */
final class DeepMail {
    /** More levels than any mail program makes; forwarding a reply to a signed message with a picture takes six. */
    private static final int MAX_LEVELS = 20;

    private DeepMail() {}

    /** A message without parts to give James in place of the one it would make; empty for all usual mail. */
    static Optional<Message> unreadable(RawMessage raw) {
        return isTooDeep(raw) ? Optional.of(withoutParts()) : Optional.empty();
    }

    static boolean isTooDeep(RawMessage raw) {
        return MimeNesting.isDeeper(raw, MAX_LEVELS);
    }

    private static Message withoutParts() {
        return StorageCalls.run(() ->
                Message.Builder.of().setBody("", StandardCharsets.US_ASCII).build());
    }
}
