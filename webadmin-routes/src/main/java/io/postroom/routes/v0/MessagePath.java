package io.postroom.routes.v0;

import io.postroom.core.error.RefusedException;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.MessageId;
import io.postroom.routes.Call;
import io.postroom.routes.RawPath;
import java.util.List;
import java.util.Optional;

/**
 * What follows {@code /messages/} in a path: a message id, whose slashes some clients do not encode, and then perhaps {@code /raw},
 * {@code /attachments/} with an id, or something to be done with the message. An id ends with a closing angle bracket, which tells where it ends.
 */
final class MessagePath {
    private static final int AFTER_MESSAGES = 4;
    private static final String RAW = "/raw";
    private static final String ATTACHMENTS = "/attachments/";

    private static final List<String> ACTIONS = List.of(
            "/reply", "/reply-all", "/forward", "/cancel", "/draft-reply", "/draft-reply-all", "/draft-forward");

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
        for (String action : ACTIONS) {
            if (rest.endsWith(action)) {
                return new MessagePath(id(rest.substring(0, rest.length() - action.length())), action);
            }
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

    /**
     * The message, where it is the message itself that is asked for.
     *
     * @throws RefusedException if it is a part of it, or something to be done with it
     */
    MessageId onlyMessage() {
        if (!suffix.isEmpty()) {
            throw RefusedException.notFound("Message");
        }
        return message;
    }

    boolean isRaw() {
        return suffix.equals(RAW);
    }

    /** What is to be done with the message, a word such as {@code reply}; the empty string if nothing is. */
    String action() {
        return ACTIONS.contains(suffix) ? suffix.substring(1) : "";
    }

    Optional<AttachmentId> attachment() {
        return suffix.startsWith(ATTACHMENTS)
                ? Optional.of(new AttachmentId(RawPath.decode(suffix.substring(ATTACHMENTS.length()))))
                : Optional.empty();
    }
}
