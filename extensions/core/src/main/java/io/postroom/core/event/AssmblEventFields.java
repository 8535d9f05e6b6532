package io.postroom.core.event;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.AssmblFields;
import io.postroom.core.message.Timestamps;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the Assmbl dialect shows of the one event it knows: mail was received. See {@link AssmblFields}. */
public final class AssmblEventFields {
    private static final String MAIL_RECEIVED = "mail.received";

    private AssmblEventFields() {}

    /** The event, with the message as it was then. A new map. */
    public static Map<String, Object> of(MailEvent event, EventBody.Received received) {
        InboxId inbox = received.message().inbox();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", MAIL_RECEIVED);
        fields.put("event_id", event.id().value());
        fields.put("agent_id", inbox.localPart());
        fields.put("address", inbox.value());
        fields.put("timestamp", Timestamps.format(event.at()));
        fields.put("message", AssmblFields.item(received.message()));
        return fields;
    }
}
