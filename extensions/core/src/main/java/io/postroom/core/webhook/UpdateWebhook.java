package io.postroom.core.webhook;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.PodId;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventType;
import java.util.List;
import java.util.Optional;

/**
 * The request to change a webhook.
 *
 * @param eventTypes the new ones; none to leave them as they are
 * @param removeInboxes those it does not have are ignored; what is also added is removed
 * @param enabled whether it is to be called; empty to leave it. Enabling forgets earlier failures.
 */
public record UpdateWebhook(
        List<EventType> eventTypes,
        List<InboxId> addInboxes,
        List<InboxId> removeInboxes,
        List<PodId> addPods,
        List<PodId> removePods,
        Optional<Boolean> enabled) {

    public UpdateWebhook {
        eventTypes = List.copyOf(eventTypes);
        addInboxes = List.copyOf(addInboxes);
        removeInboxes = List.copyOf(removeInboxes);
        addPods = List.copyOf(addPods);
        removePods = List.copyOf(removePods);
    }

    /**
     * From the texts of a request body; an absent list is an empty one.
     *
     * @throws RefusedException with all that is wrong, each with the path of its field
     */
    public static UpdateWebhook parse(
            List<String> eventTypes,
            List<String> addInboxIds,
            List<String> removeInboxIds,
            List<String> addPodIds,
            List<String> removePodIds,
            Optional<Boolean> enabled) {
        WebhookProblems problems = new WebhookProblems();
        UpdateWebhook change = new UpdateWebhook(
                problems.eventTypes(eventTypes),
                problems.inboxes("add_inbox_ids", addInboxIds),
                problems.inboxes("remove_inbox_ids", removeInboxIds),
                problems.pods("add_pod_ids", addPodIds),
                problems.pods("remove_pod_ids", removePodIds),
                enabled);
        problems.refuseIfAny();
        return change;
    }
}
