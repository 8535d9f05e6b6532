package io.postroom.routes.v0;

import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.draft.DraftId;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventId;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.webhook.WebhookId;
import io.postroom.routes.Call;
import io.postroom.routes.RawPath;
import java.util.function.Function;

/**
 * The ids in a path, wherever its resource is mounted: {@code /v0/threads/{thread_id}} and
 * {@code /v0/pods/{pod_id}/threads/{thread_id}}. One that cannot be an id is answered like one that nobody has.
 */
final class Ids {
    private static final int RESOURCE = 1; // after v0
    private static final int FIRST_ID = 2;
    private static final int SECOND_ID = 4;
    private static final int AFTER_ID = 2; // the name of a part, and the id of the part

    private Ids() {}

    static InboxId inbox(Call call) {
        return parse("Inbox", call, "inboxes", InboxId::new);
    }

    /** The id or client id of a pod. */
    static String podName(Call call) {
        return call.path().segment(FIRST_ID);
    }

    static ThreadId thread(Call call) {
        return parse("Thread", call, "threads", ThreadId::parse);
    }

    static ApiKeyId key(Call call) {
        return parse("API key", call, "api-keys", ApiKeyId::parse);
    }

    static WebhookId webhook(Call call) {
        return parse("Webhook", call, "webhooks", WebhookId::new);
    }

    /** That of {@code …/webhooks/{webhook_id}/deliveries/{delivery_id}}: an event's. */
    static EventId delivery(Call call) {
        return parse("Delivery", call, place(call, "webhooks") + AFTER_ID, EventId::new);
    }

    static MailDomain domain(Call call) {
        return parse("Domain", call, "domains", MailDomain::new);
    }

    static DraftId draft(Call call) {
        return parse("Draft", call, "drafts", DraftId::parse);
    }

    /** That of an attachment of a thread or draft. */
    static AttachmentId attachment(Call call, String resource) {
        return new AttachmentId(call.path().segment(place(call, resource) + AFTER_ID));
    }

    /** A part of the path, so many places after the name of the resource. */
    static String part(Call call, String resource, int places) {
        return call.path().segment(place(call, resource) - 1 + places);
    }

    /** The rest of the path from there on, for an id at its end whose slashes may not be encoded. */
    static String rest(Call call, String resource, int places) {
        return RawPath.decode(call.path().rest(place(call, resource) - 1 + places));
    }

    private static int place(Call call, String resource) {
        return call.path().segment(RESOURCE).equals(resource) ? FIRST_ID : SECOND_ID;
    }

    private static <T> T parse(String kind, Call call, String resource, Function<String, T> id) {
        return parse(kind, call, place(call, resource), id);
    }

    private static <T> T parse(String kind, Call call, int place, Function<String, T> id) {
        try {
            return id.apply(call.path().segment(place));
        } catch (IllegalArgumentException e) {
            throw RefusedException.notFound(kind);
        }
    }
}
