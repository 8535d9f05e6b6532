package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFields;
import io.postroom.core.thread.OpenedMessage;
import java.util.Map;

/** Messages as answers show them. */
final class MessageJson {
    private MessageJson() {}

    static Map<String, Object> item(Caller caller, Message message) {
        return owned(caller, MessageFields.item(message));
    }

    /** With what the row tells, but no texts. */
    static Map<String, Object> metadata(Caller caller, Message message) {
        return owned(caller, MessageFields.full(message));
    }

    static Map<String, Object> full(Caller caller, OpenedMessage opened) {
        return owned(caller, opened.fields());
    }

    /** A caller sees what is of its own organisation only. */
    static Map<String, Object> owned(Caller caller, Map<String, Object> fields) {
        fields.put("organization_id", caller.organization().id().toString());
        return fields;
    }
}
