package io.postroom.testkit;

import io.postroom.core.account.ApiKey;
import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.KeyHash;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Permissions;
import io.postroom.core.account.Pod;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.domain.DomainStatus;
import io.postroom.core.domain.RecordPurpose;
import io.postroom.core.domain.RecordStatus;
import io.postroom.core.domain.SigningKey;
import io.postroom.core.domain.VerificationRecord;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.message.Message;
import io.postroom.core.secret.SealedText;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.SigningSecrets;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookId;
import io.postroom.core.webhook.WebhookState;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Values with fixed ids and times, for tests that do not care which. */
public final class Fixtures {
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    public static final OrganizationId ORGANIZATION = OrganizationId.parse("11111111-1111-4111-8111-111111111111");
    public static final OrganizationId OTHER_ORGANIZATION =
            OrganizationId.parse("22222222-2222-4222-8222-222222222222");
    public static final PodId POD = new PodId(ORGANIZATION.value());
    public static final PodId OTHER_POD = PodId.parse("33333333-3333-4333-8333-333333333333");

    public static final InboxId SUPPORT = new InboxId("support@agents.example");
    public static final InboxId SALES = new InboxId("sales@agents.example");

    private Fixtures() {}

    public static Organization organization() {
        return organization(ORGANIZATION);
    }

    public static Organization organization(OrganizationId id) {
        return new Organization(id, "Example", false, NOW, NOW);
    }

    /** A pod of {@link #ORGANIZATION}, without client id. */
    public static Pod pod(int number) {
        Instant createdAt = NOW.plusSeconds(number);
        return new Pod(
                new PodId(uuid(number)), ORGANIZATION, "pod " + number, Optional.empty(), false, createdAt, createdAt);
    }

    /** The inbox {@link #SUPPORT}. */
    public static Inbox inbox() {
        return inbox(SUPPORT);
    }

    /** An inbox of {@link #ORGANIZATION} in its default pod, without client id. */
    public static Inbox inbox(InboxId id) {
        return inbox(id, NOW);
    }

    public static Inbox inbox(InboxId id, Instant createdAt) {
        return new Inbox(
                id, ORGANIZATION, POD, Optional.of("Support"), Optional.empty(), Metadata.EMPTY, createdAt, createdAt);
    }

    /** A UUID of version 4 that ends in {@code number}. */
    public static UUID uuid(int number) {
        return UUID.fromString("00000000-0000-4000-8000-%012d".formatted(number));
    }

    /** The secret whose hash is in {@link #apiKey}. */
    public static String secret(int number) {
        return "am_secret_" + number;
    }

    /** An unrestricted key for the whole of {@link #ORGANIZATION}; its secret is {@link #secret}. */
    public static ApiKey apiKey(int number) {
        return apiKey(number, NOW.plusSeconds(number));
    }

    public static ApiKey apiKey(int number, Instant createdAt) {
        return new ApiKey(
                new ApiKeyId(uuid(number)),
                ORGANIZATION,
                new Scope.WholeOrganization(),
                Permissions.UNRESTRICTED,
                "key " + number,
                "am_secre",
                KeyHash.of(secret(number)),
                Optional.empty(),
                Optional.empty(),
                createdAt,
                createdAt);
    }

    /** A builder of messages of {@link #SUPPORT}; the number settles ids and time. */
    public static MessageBuilder message(int number) {
        return new MessageBuilder(number);
    }

    /** The event of type {@code message.received} about {@code message}. */
    public static MailEvent received(Message message) {
        return new MailEvent(
                EventId.derivedFrom(
                        EventType.MESSAGE_RECEIVED,
                        message.inbox().value(),
                        message.id().value()),
                EventType.MESSAGE_RECEIVED,
                ORGANIZATION,
                POD,
                message.inbox(),
                message.timestamp(),
                new EventBody.Received(message, ThreadSummary.startedBy(message)));
    }

    public static WebhookId webhookId(int number) {
        return new WebhookId("ep_%032x".formatted(number));
    }

    /** An enabled webhook of {@link #ORGANIZATION} for {@code message.received} of every inbox. */
    public static Webhook webhook(int number) {
        return webhook(number, NOW.plusSeconds(number));
    }

    public static Webhook webhook(int number, Instant createdAt) {
        return new Webhook(
                webhookId(number),
                ORGANIZATION,
                new Scope.WholeOrganization(),
                URI.create("https://hooks.example/" + number),
                Set.of(EventType.MESSAGE_RECEIVED),
                Set.of(),
                Set.of(),
                SigningSecrets.of(new SealedText("c2VjcmV0")),
                Map.of("X-Token", new SealedText("dG9rZW4=")),
                Optional.empty(),
                new WebhookState.Enabled(Optional.empty()),
                createdAt,
                createdAt);
    }

    /** A domain of {@link #ORGANIZATION} that nobody has verified, {@code d1.example}. */
    public static Domain domain(int number) {
        return domain("d" + number + ".example", NOW.plusSeconds(number));
    }

    public static Domain domain(String name, Instant createdAt) {
        return new Domain(
                new MailDomain(name),
                ORGANIZATION,
                Optional.empty(),
                DomainOptions.USUAL,
                Optional.empty(),
                DomainStatus.NOT_STARTED,
                List.of(new VerificationRecord(
                        RecordPurpose.MAIL, name, "mx.host.example", RecordStatus.MISSING, Optional.empty())),
                createdAt,
                createdAt);
    }

    /** A verified domain of {@link #ORGANIZATION}. */
    public static Domain verifiedDomain(String name, DomainOptions options) {
        return new Domain(
                new MailDomain(name),
                ORGANIZATION,
                Optional.empty(),
                options,
                Optional.empty(),
                DomainStatus.VERIFIED,
                List.of(),
                NOW,
                NOW);
    }

    /** Not a key that signs anything. */
    public static SigningKey signingKey(int number) {
        return new SigningKey("s" + number, "public" + number, new SealedText("c2VhbGVk"));
    }

    /** The event that {@code domain} is verified. */
    public static MailEvent verified(Domain domain) {
        return new MailEvent(
                EventId.derivedFrom(EventType.DOMAIN_VERIFIED, domain.name().value()),
                EventType.DOMAIN_VERIFIED,
                domain.organization(),
                domain.pod(),
                Optional.empty(),
                domain.updatedAt(),
                new EventBody.DomainVerified(domain));
    }

    public static EventId eventId(int number) {
        return new EventId("evt_%032x".formatted(number));
    }

    /** A delivery to webhook 1 of event {@code number}, due at once. */
    public static Delivery delivery(int number) {
        return delivery(1, number, NOW.plusSeconds(number));
    }

    public static Delivery delivery(int webhook, int event, Instant createdAt) {
        return new Delivery(
                ORGANIZATION,
                webhookId(webhook),
                eventId(event),
                new DeliveryState.Waiting(createdAt),
                List.of(),
                createdAt);
    }
}
