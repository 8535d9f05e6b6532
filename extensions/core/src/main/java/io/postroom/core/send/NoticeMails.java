package io.postroom.core.send;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.MailEvent;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.Timestamps;
import io.postroom.core.secret.Digest;
import io.postroom.core.webhook.MailNotice;
import io.postroom.core.webhook.NoticeRule;
import io.postroom.core.webhook.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes to people that mail has come in: from the inbox that it came to, as any mail of that inbox, so what holds for its mail holds for these.
 *
 * <p>Of one event and rule one mail is sent, however often it is asked for within a day. Thread-safe; calls block. An unreachable store or queue
 * shows as an {@link java.io.UncheckedIOException}.
 */
public final class NoticeMails {
    /** RFC 3834 §5: so that no machine answers. */
    private static final Map<String, String> HEADERS = Map.of("Auto-Submitted", "auto-generated");

    private static final int MAX_SUBJECT = 200;

    private final Sending sending;
    private final OrganizationStore organizations;

    public NoticeMails(Sending sending, OrganizationStore organizations) {
        this.sending = sending;
        this.organizations = organizations;
    }

    /**
     * Writes to the recipients of the rule that {@code webhook} is a channel of; nothing if the event is of no mail that came in.
     *
     * @throws RefusedException as {@link Sending#send}
     */
    public void send(Webhook webhook, MailEvent event) {
        if (event.body() instanceof EventBody.Received received) {
            webhook.notice().map(MailNotice::rule).ifPresent(rule -> send(webhook, rule, event, received.message()));
        }
    }

    private void send(Webhook webhook, NoticeRule rule, MailEvent event, Message message) {
        InboxId inbox = message.inbox();
        Caller caller = organizations
                .find(webhook.organization())
                .filter(organization -> !organization.suspended())
                .map(organization -> Caller.serverFor(organization).within(webhook.scope()))
                .orElseThrow(() -> new RefusedException(Reason.SUSPENDED, "This organization is suspended"));
        List<Address> recipients =
                rule.email().recipients().stream().map(Address::parse).toList();
        Content content = new Content(
                Optional.of(subject(message)),
                Optional.of(text(rule, message)),
                Optional.empty(),
                List.of(),
                List.of(),
                HEADERS,
                Labels.NONE);
        SendMessage mail = new SendMessage(new Addressees(recipients, List.of(), List.of()), content, Duration.ZERO);
        sending.send(caller, inbox, mail, Asker.with(key(webhook, event)));
    }

    private static IdempotencyKey key(Webhook webhook, MailEvent event) {
        return new IdempotencyKey("notice-"
                + Digest.sha256(webhook.id().value(), event.id().value()).hex());
    }

    private static String subject(Message message) {
        String subject = "New mail: " + message.envelope().subject().orElse("(no subject)");
        String plain = subject.replaceAll("\\p{Cntrl}+", " ");
        int most = plain.offsetByCodePoints(0, Math.min(MAX_SUBJECT, plain.codePointCount(0, plain.length())));
        return plain.substring(0, most);
    }

    private static String text(NoticeRule rule, Message message) {
        String why = rule.name().isEmpty() ? rule.id() : rule.name();
        return "Mail has come to " + message.inbox() + ".\n\nFrom: "
                + message.envelope().from() + "\nSubject: "
                + message.envelope().subject().orElse("") + "\nReceived: " + Timestamps.format(message.timestamp())
                + "\n\n" + message.preview().orElse("") + "\n\n-- \nYou read this because of the rule \"" + why
                + "\" of that inbox.\n";
    }
}
