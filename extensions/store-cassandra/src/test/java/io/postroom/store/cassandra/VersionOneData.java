package io.postroom.store.cassandra;

import io.postroom.core.account.ApiKey;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.Organization;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.inbox.MetadataValue;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Claim;
import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.core.receive.KeyUse;
import io.postroom.core.receive.MailboxMark;
import io.postroom.core.secret.Digest;
import io.postroom.core.thread.Rows;
import io.postroom.core.webhook.Attempt;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.Webhook;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in {@code version-1.cql}, which version 1 of the schema wrote. Neither is ever to change. */
final class VersionOneData {
    static final Organization ORGANIZATION = Fixtures.organization();
    static final ApiKey KEY = Fixtures.apiKey(1);
    static final Inbox INBOX = inbox();
    static final Message FIRST = Fixtures.message(1)
            .subject("größe “odd” 👾")
            .attachment(new Attachment(
                    new AttachmentId("a-1"),
                    Optional.of("it's.pdf"),
                    123,
                    Optional.of("application/pdf"),
                    false,
                    Optional.empty()))
            .build();
    static final Message ANSWER =
            Fixtures.message(2).replyTo(FIRST).labels(new Label("it's done")).build();
    static final Claim CLAIM =
            new Claim(FIRST.inbox(), FIRST.id(), FIRST.digest(), FIRST.timestamp(), Optional.of(FIRST.mailboxId()));
    static final MailEvent EVENT = Fixtures.received(FIRST);
    static final KeyUse USE = new KeyUse("origin", Digest.sha256("content"));
    static final MailboxMark MARK = new MailboxMark("mailbox", 1, 2, 3);
    static final Webhook WEBHOOK = Fixtures.webhook(1);
    static final Delivery WAITING = Fixtures.delivery(1);
    static final Delivery ABANDONED = Fixtures.delivery(2)
            .withAttempt(new Attempt(
                    Fixtures.NOW, Optional.of(500), Duration.ofMillis(12), Optional.of("the answer was 500")))
            .withState(new DeliveryState.Abandoned(Fixtures.NOW, "given up"));

    private VersionOneData() {}

    private static Inbox inbox() {
        Map<String, MetadataValue> values = new LinkedHashMap<>();
        values.put("z", new MetadataValue.Text("it's"));
        values.put("a", new MetadataValue.Number(new BigDecimal("1.50")));
        values.put("flag", new MetadataValue.Flag(false));
        return new Inbox(
                Fixtures.SUPPORT,
                Fixtures.ORGANIZATION,
                Fixtures.POD,
                Optional.of("Support"),
                Optional.of(new ClientId("first")),
                new Metadata(values),
                Fixtures.NOW,
                Fixtures.NOW);
    }

    /** Writes all of it with the stores of this program. */
    static void write(CassandraKeyspace keyspace) {
        FixedClock clock = new FixedClock();
        new CassandraOrganizationStore(keyspace).save(ORGANIZATION);
        new CassandraApiKeyStore(keyspace, clock).save(KEY);
        new CassandraInboxStore(keyspace, clock).create(INBOX);
        CassandraMessageStore messages = new CassandraMessageStore(keyspace, clock);
        messages.saveClaim(CLAIM);
        for (Message message : List.of(FIRST, ANSWER)) {
            new Rows(messages).add(INBOX, message);
        }
        new CassandraEventLog(keyspace, clock).append(EVENT);
        new CassandraCursorStore(keyspace).save("webhooks", Fixtures.ORGANIZATION, new Position(7));
        new CassandraIdempotencyStore(keyspace)
                .recordIfAbsent(Fixtures.SUPPORT, "ann@example.com", "key", USE, Duration.ofDays(7));
        new CassandraMailboxMarks(keyspace).save(Fixtures.SUPPORT, MARK);
        new CassandraWebhookStore(keyspace, clock).create(WEBHOOK);
        CassandraDeliveryStore deliveries = new CassandraDeliveryStore(keyspace, clock);
        deliveries.add(WAITING);
        deliveries.add(Fixtures.delivery(2));
        deliveries.update(Fixtures.delivery(2), ABANDONED);
    }
}
