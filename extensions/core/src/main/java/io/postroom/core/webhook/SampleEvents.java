package io.postroom.core.webhook;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.PodId;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.domain.DomainStatus;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageRef;
import io.postroom.core.message.ThreadId;
import io.postroom.core.secret.Digest;
import io.postroom.core.thread.ThreadSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Events that did not happen, complete enough for whoever parses them. */
final class SampleEvents {
    private static final InboxId INBOX = new InboxId("inbox@example.com");
    private static final List<String> RECIPIENTS = List.of("recipient@example.com");
    private static final String TEXT = "This is a test of a webhook. No message came.";

    private SampleEvents() {}

    /** One of {@code type} as {@code webhook} would be told of it, in its inbox or one of those that it names, if there are any. */
    static MailEvent of(Webhook webhook, EventType type, Instant at) {
        InboxId inbox = webhook.inboxes().stream()
                .min(Comparator.comparing(InboxId::value))
                .or(() -> webhook.scope().withinInbox())
                .orElse(INBOX);
        PodId pod = webhook.pods().stream()
                .findFirst()
                .or(() -> webhook.scope().withinPod())
                .orElse(new PodId(webhook.organization().value()));
        EventId id = EventId.derivedFrom(type, "test", UUID.randomUUID().toString());
        boolean aboutDomain = type == EventType.DOMAIN_VERIFIED;
        return new MailEvent(
                id,
                type,
                webhook.organization(),
                Optional.of(pod),
                aboutDomain ? Optional.empty() : Optional.of(inbox),
                at,
                body(webhook, type, message(inbox, type, at), at));
    }

    private static EventBody body(Webhook webhook, EventType type, Message message, Instant at) {
        MessageRef reference = MessageRef.of(message);
        return switch (type) {
            case MESSAGE_SENT -> new EventBody.Sent(reference, RECIPIENTS);
            case MESSAGE_DELIVERED -> new EventBody.Delivered(reference, RECIPIENTS);
            case MESSAGE_BOUNCED ->
                new EventBody.Bounced(
                        reference, true, "NoEmail", List.of(new EventBody.FailedRecipient(RECIPIENTS.get(0), "5.1.1")));
            case MESSAGE_COMPLAINED -> new EventBody.Complained(reference, "abuse", RECIPIENTS);
            case MESSAGE_REJECTED -> new EventBody.Rejected(reference, TEXT);
            case SENDER_VERIFIED ->
                new EventBody.SenderVerified(message.inbox(), "sender@example.com", "challenge", List.of(message.id()));
            case DOMAIN_VERIFIED -> new EventBody.DomainVerified(domain(webhook, at));
            case MESSAGE_OPENED ->
                throw RefusedException.invalid("event_type", "this server does not tell of opened messages");
            default -> new EventBody.Received(message, ThreadSummary.startedBy(message));
        };
    }

    private static Message message(InboxId inbox, EventType type, Instant at) {
        Labels why = switch (type) {
            case MESSAGE_RECEIVED_SPAM -> Labels.of(Label.SPAM);
            case MESSAGE_RECEIVED_BLOCKED -> Labels.of(Label.BLOCKED);
            case MESSAGE_RECEIVED_UNAUTHENTICATED -> Labels.of(Label.UNAUTHENTICATED);
            default -> Labels.NONE;
        };
        return new Message(
                inbox,
                new MessageId("<test@example.com>"),
                new ThreadId(new UUID(0, 0)),
                new MailboxMessageId("none"),
                Digest.sha256(TEXT),
                at,
                Labels.of(Label.RECEIVED, Label.UNREAD).with(why),
                envelope(inbox),
                Optional.of(TEXT),
                List.of(),
                TEXT.length(),
                at);
    }

    private static Envelope envelope(InboxId inbox) {
        return new Envelope(
                Optional.of(new MessageId("<test@example.com>")),
                "Sender <sender@example.com>",
                List.of(),
                List.of(inbox.value()),
                List.of(),
                List.of(),
                Optional.of("Test"),
                Optional.empty(),
                List.of());
    }

    private static Domain domain(Webhook webhook, Instant at) {
        return new Domain(
                new MailDomain("mail.example.com"),
                webhook.organization(),
                Optional.empty(),
                DomainOptions.USUAL,
                Optional.empty(),
                DomainStatus.VERIFIED,
                List.of(),
                at,
                at);
    }
}
