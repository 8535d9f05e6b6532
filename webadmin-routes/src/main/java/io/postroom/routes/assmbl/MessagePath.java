package io.postroom.routes.assmbl;

import io.postroom.core.error.RefusedException;
import io.postroom.core.message.AssmblFields;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.routes.Call;
import java.util.List;

/** What stands in {@code /messages/{message_id}/attachments/{index}}. */
final class MessagePath {
    static final String ONE = "/messages/:message_id";

    private static final int MESSAGE = 1; // after messages
    private static final int INDEX = 3;
    private static final int MAX_DIGITS = 6;

    private MessagePath() {}

    /** @throws RefusedException as for an unknown message, if it is the id of none */
    static MessageId message(Call call) {
        return AssmblFields.parse(call.path().segment(MESSAGE)).orElseThrow(MessagePath::noMessage);
    }

    static RefusedException noMessage() {
        return RefusedException.notFound("Message");
    }

    /** The place of an attachment of this message, 0 for the first. */
    static int index(Call call, Message message) {
        List<Attachment> attachments = message.attachments();
        String text = call.path().segment(INDEX);
        boolean number =
                !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || Integer.parseInt(text) >= attachments.size()) {
            throw RefusedException.notFound("Attachment");
        }
        return Integer.parseInt(text);
    }
}
