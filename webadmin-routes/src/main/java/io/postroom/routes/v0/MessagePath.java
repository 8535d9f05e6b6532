package io.postroom.routes.v0;

import io.postroom.core.error.RefusedException;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.MessageId;
import io.postroom.routes.Call;
import io.postroom.routes.RawPath;
import java.util.Optional;

/**
 * What follows {@code /messages/} in a path: a message id, whose slashes some clients do not encode, and then perhaps {@code /raw} or
 * {@code /attachments/} with an id. An id ends with a closing angle bracket, which tells where it ends.
 */
final class MessagePath {
    private static final int AFTER_MESSAGES = 4;
    private static final String RAW = "/raw";
    private static final String ATTACHMENTS = "/attachments/";

    private final MessageId message;
    private final String suffix;

    private MessagePath(MessageId message, String suffix) {
        this.message = message;
        this.suffix = suffix;
    }

    /** @throws RefusedException as for an unknown message, if no message can have this id */
    static MessagePath of(Call call) {
        String rest = call.path().rest(AFTER_MESSAGES);
        if (rest.endsWith(RAW)) {
            return new MessagePath(id(rest.substring(0, rest.length() - RAW.length())), RAW);
        }
        int at = rest.lastIndexOf(ATTACHMENTS);
        if (at > 0 && RawPath.decode(rest.substring(0, at)).endsWith(">")) {
            return new MessagePath(id(rest.substring(0, at)), rest.substring(at));
        }
        return new MessagePath(id(rest), "");
    }

    private static MessageId id(String part) {
        try {
            return new MessageId(RawPath.decode(part));
        } catch (IllegalArgumentException e) {
            throw RefusedException.notFound("Message");
        }
    }

    MessageId message() {
        return message;
    }

    boolean isRaw() {
        return suffix.equals(RAW);
    }

    Optional<AttachmentId> attachment() {
        return suffix.startsWith(ATTACHMENTS)
                ? Optional.of(new AttachmentId(RawPath.decode(suffix.substring(ATTACHMENTS.length()))))
                : Optional.empty();
    }
}
