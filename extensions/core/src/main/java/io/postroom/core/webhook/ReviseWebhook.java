package io.postroom.core.webhook;

import io.postroom.core.account.InboxId;
import io.postroom.core.event.EventType;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The request to put something else in the place of what a webhook has; what is empty stays as it is.
 *
 * @param eventTypes never an empty list
 * @param inboxes those it is limited to; an empty list for all within its scope
 */
public record ReviseWebhook(
        Optional<URI> url,
        Optional<List<EventType>> eventTypes,
        Optional<List<InboxId>> inboxes,
        Optional<Boolean> enabled) {

    public ReviseWebhook {
        eventTypes = eventTypes.map(List::copyOf);
        inboxes = inboxes.map(List::copyOf);
    }

    /**
     * From the texts of a request body.
     *
     * @throws io.postroom.core.error.RefusedException with all that is wrong, each with the path of its field
     */
    public static ReviseWebhook parse(
            Optional<String> url,
            Optional<List<String>> eventTypes,
            Optional<List<String>> inboxIds,
            Optional<Boolean> enabled) {
        WebhookProblems problems = new WebhookProblems();
        if (eventTypes.filter(List::isEmpty).isPresent()) {
            problems.add("event_types must name at least one event type", "event_types");
        }
        ReviseWebhook change = new ReviseWebhook(
                url.map(text -> problems.url(Optional.of(text))),
                eventTypes.map(problems::eventTypes),
                inboxIds.map(texts -> problems.inboxes("inbox_ids", texts)),
                enabled);
        problems.refuseIfAny();
        return change;
    }
}
