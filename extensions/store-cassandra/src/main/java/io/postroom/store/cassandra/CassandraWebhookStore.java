package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.page.PageKey;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookId;
import io.postroom.core.webhook.WebhookStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Webhooks: an organisation's are one partition of table {@code webhook}, since each event asks for all of them.
 *
 * <p>A client id is taken by a conditional write into {@code webhook_by_client_id} that carries the whole webhook, so that whoever finds
 * one whose creation was interrupted can finish it. Thread-safe.
 */
public final class CassandraWebhookStore implements WebhookStore {
    private static final Comparator<Webhook> ORDER = Comparator.comparing(
            Webhook::place, Comparator.comparing(PageKey::timestamp).thenComparing(PageKey::id));

    private final CassandraKeyspace keyspace;
    private final Clock clock;
    private final KeyedLocks locks = new KeyedLocks();
    private final PreparedStatement takeClientId;
    private final PreparedStatement findClientId;
    private final PreparedStatement freeClientId;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement find;
    private final PreparedStatement list;
    private final PreparedStatement delete;

    /** @param clock by which webhooks get their {@code createdAt} */
    public CassandraWebhookStore(CassandraKeyspace keyspace, Clock clock) {
        this.keyspace = keyspace;
        this.clock = clock;
        takeClientId = keyspace.prepareConditional("INSERT INTO {keyspace}.webhook_by_client_id"
                + " (organization, client_id, id, body) VALUES (?, ?, ?, ?) IF NOT EXISTS");
        findClientId = keyspace.prepare(
                "SELECT id FROM {keyspace}.webhook_by_client_id WHERE organization = ? AND client_id = ?");
        freeClientId = keyspace.prepareConditional(
                "DELETE FROM {keyspace}.webhook_by_client_id" + " WHERE organization = ? AND client_id = ? IF id = ?");
        insert = keyspace.prepare("INSERT INTO {keyspace}.webhook (organization, id, body, created_at)"
                + " VALUES (?, ?, ?, ?) USING TIMESTAMP ?");
        update = keyspace.prepare("UPDATE {keyspace}.webhook SET body = ? WHERE organization = ? AND id = ?");
        find = keyspace.prepare("SELECT * FROM {keyspace}.webhook WHERE organization = ? AND id = ?");
        list = keyspace.prepare("SELECT * FROM {keyspace}.webhook WHERE organization = ?");
        delete = keyspace.prepare("DELETE FROM {keyspace}.webhook WHERE organization = ? AND id = ?");
    }

    @Override
    public Webhook create(Webhook webhook) {
        if (webhook.clientId().isEmpty()) {
            insert(webhook);
            return webhook;
        }
        ClientId clientId = webhook.clientId().get();
        return locks.with(clientId, () -> create(webhook, clientId));
    }

    private Webhook create(Webhook webhook, ClientId clientId) {
        ResultSet result = keyspace.execute(takeClientId.bind(
                webhook.organization().value(), clientId.value(), webhook.id().value(), WebhookJson.write(webhook)));
        Webhook first = result.wasApplied()
                ? webhook
                : WebhookJson.read(Values.text(Objects.requireNonNull(result.one()), "body"));
        Optional<Webhook> existing = find(first.organization(), first.id());
        if (existing.isEmpty()) {
            insert(first);
        }
        return existing.orElse(first);
    }

    /**
     * Written as if at the moment the webhook was made: if this finishes somebody else's creation, a deletion since then still wins, and so
     * does a change.
     */
    private void insert(Webhook webhook) {
        Instant now = clock.instant();
        Instant written = webhook.createdAt().isBefore(now) ? webhook.createdAt() : now;
        keyspace.execute(insert.bind(
                webhook.organization().value(),
                webhook.id().value(),
                WebhookJson.write(webhook),
                webhook.createdAt(),
                TimeUnit.MILLISECONDS.toMicros(written.toEpochMilli())));
    }

    /** A change of a deleted webhook leaves a row without {@code created_at}, which nobody takes for a webhook. */
    @Override
    public void update(Webhook webhook) {
        keyspace.execute(update.bind(
                WebhookJson.write(webhook),
                webhook.organization().value(),
                webhook.id().value()));
    }

    @Override
    public Optional<Webhook> find(OrganizationId organization, WebhookId id) {
        return keyspace.one(find.bind(organization.value(), id.value())).flatMap(CassandraWebhookStore::webhook);
    }

    @Override
    public Optional<Webhook> findByClientId(OrganizationId organization, ClientId clientId) {
        return keyspace.one(findClientId.bind(organization.value(), clientId.value()))
                .flatMap(row -> find(organization, new WebhookId(Values.text(row, "id"))));
    }

    @Override
    public List<Webhook> listAll(OrganizationId organization) {
        List<Webhook> webhooks = new ArrayList<>();
        keyspace.execute(list.bind(organization.value()))
                .forEach(row -> webhook(row).ifPresent(webhooks::add));
        webhooks.sort(ORDER);
        return List.copyOf(webhooks);
    }

    @Override
    public void delete(Webhook webhook) {
        webhook.clientId()
                .ifPresent(clientId -> keyspace.execute(freeClientId.bind(
                        webhook.organization().value(),
                        clientId.value(),
                        webhook.id().value())));
        keyspace.execute(
                delete.bind(webhook.organization().value(), webhook.id().value()));
    }

    private static Optional<Webhook> webhook(Row row) {
        return Values.optionalInstant(row, "created_at").map(at -> WebhookJson.read(Values.text(row, "body")));
    }
}
