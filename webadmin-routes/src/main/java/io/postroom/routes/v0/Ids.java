package io.postroom.routes.v0;

import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.PodId;
import io.postroom.core.draft.DraftId;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.ThreadId;
import io.postroom.core.webhook.WebhookId;
import io.postroom.routes.Call;
import java.util.function.Function;

/** The ids in a path. One that cannot be an id is answered like one that nobody has. */
final class Ids {
    private static final int FIRST_ID = 2; // after v0 and the name of the resource
    private static final int SECOND_ID = 4;

    private Ids() {}

    /** That of {@code /v0/inboxes/{inbox_id}}. */
    static InboxId inbox(Call call) {
        return parse("Inbox", call.path().segment(FIRST_ID), InboxId::new);
    }

    /** That of {@code /v0/threads/{thread_id}}. */
    static ThreadId thread(Call call) {
        return parse("Thread", call.path().segment(FIRST_ID), ThreadId::parse);
    }

    /** That of {@code /v0/inboxes/{inbox_id}/threads/{thread_id}}. */
    static ThreadId threadOfInbox(Call call) {
        return parse("Thread", call.path().segment(SECOND_ID), ThreadId::parse);
    }

    static ApiKeyId key(Call call) {
        return parse("API key", call.path().segment(FIRST_ID), ApiKeyId::parse);
    }

    static WebhookId webhook(Call call) {
        return parse("Webhook", call.path().segment(FIRST_ID), WebhookId::new);
    }

    /** That of {@code /v0/domains/{domain_id}}. */
    static MailDomain domain(Call call) {
        return parse("Domain", call.path().segment(FIRST_ID), MailDomain::new);
    }

    /** That of {@code /v0/pods/{pod_id}}. */
    static PodId pod(Call call) {
        return parse("Pod", call.path().segment(FIRST_ID), PodId::parse);
    }

    /** That of {@code /v0/pods/{pod_id}/domains/{domain_id}}. */
    static MailDomain domainOfPod(Call call) {
        return parse("Domain", call.path().segment(SECOND_ID), MailDomain::new);
    }

    /** That of {@code /v0/drafts/{draft_id}}. */
    static DraftId draft(Call call) {
        return parse("Draft", call.path().segment(FIRST_ID), DraftId::parse);
    }

    /** That of {@code /v0/inboxes/{inbox_id}/drafts/{draft_id}}, and the same of a pod. */
    static DraftId draftWithin(Call call) {
        return parse("Draft", call.path().segment(SECOND_ID), DraftId::parse);
    }

    private static <T> T parse(String kind, String text, Function<String, T> id) {
        try {
            return id.apply(text);
        } catch (IllegalArgumentException e) {
            throw RefusedException.notFound(kind);
        }
    }
}
