package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.metric.Usage;
import io.postroom.core.metric.UsageSample;
import io.postroom.core.metric.UsageStore;
import io.postroom.core.metric.UsageType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Measurements in tables {@code usage_latest} and {@code usage_hour}, which forgets by itself. Thread-safe. */
public final class CassandraUsageStore implements UsageStore {
    private final CassandraKeyspace keyspace;
    private final PreparedStatement saveHour;
    private final PreparedStatement saveLatest;
    private final PreparedStatement latest;
    private final PreparedStatement latestOfInboxes;
    private final PreparedStatement since;
    private final PreparedStatement deleteHours;
    private final PreparedStatement deleteLatest;

    public CassandraUsageStore(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        saveHour = keyspace.prepare("INSERT INTO {keyspace}.usage_hour (organization, scope, hour, at, before, after)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
        saveLatest = keyspace.prepare(
                "INSERT INTO {keyspace}.usage_latest (organization, scope, at, before, after) VALUES (?, ?, ?, ?, ?)");
        String one = " WHERE organization = ? AND scope = ?";
        latest = keyspace.prepare("SELECT * FROM {keyspace}.usage_latest" + one);
        latestOfInboxes = keyspace.prepare(
                "SELECT * FROM {keyspace}.usage_latest WHERE organization = ? AND scope > ? AND scope < ?");
        since = keyspace.prepare("SELECT * FROM {keyspace}.usage_hour" + one + " AND hour >= ?");
        deleteHours = keyspace.prepare("DELETE FROM {keyspace}.usage_hour" + one);
        deleteLatest = keyspace.prepare("DELETE FROM {keyspace}.usage_latest" + one);
    }

    @Override
    public Optional<UsageSample> latest(OrganizationId organization, Scope scope) {
        return keyspace.one(latest.bind(organization.value(), ScopeText.of(scope)))
                .map(CassandraUsageStore::sample);
    }

    @Override
    public List<UsageSample> latestOfInboxes(OrganizationId organization) {
        return samples(latestOfInboxes.bind(organization.value(), ScopeText.FIRST_INBOX, ScopeText.AFTER_INBOXES));
    }

    /** The hour first: whoever repeats this begins from the latest, which then is the one before still. */
    @Override
    public void save(UsageSample sample) {
        String scope = ScopeText.of(sample.scope());
        Map<String, Long> before = column(sample.before());
        Map<String, Long> after = column(sample.after());
        keyspace.execute(
                saveHour.bind(sample.organization().value(), scope, sample.hour(), sample.at(), before, after));
        keyspace.execute(saveLatest.bind(sample.organization().value(), scope, sample.at(), before, after));
    }

    @Override
    public List<UsageSample> since(OrganizationId organization, Scope scope, Instant hour) {
        return samples(since.bind(organization.value(), ScopeText.of(scope), hour));
    }

    private List<UsageSample> samples(BoundStatement query) {
        List<UsageSample> samples = new ArrayList<>();
        keyspace.rows(query).forEach(row -> samples.add(sample(row)));
        return samples;
    }

    @Override
    public void delete(OrganizationId organization, Scope scope) {
        keyspace.execute(deleteHours.bind(organization.value(), ScopeText.of(scope)));
        keyspace.execute(deleteLatest.bind(organization.value(), ScopeText.of(scope)));
    }

    private static Map<String, Long> column(Usage usage) {
        Map<String, Long> column = new HashMap<>();
        usage.values().forEach((type, value) -> column.put(type.wireName(), value));
        return column;
    }

    private static UsageSample sample(Row row) {
        return new UsageSample(
                new OrganizationId(Values.uuid(row, "organization")),
                ScopeText.parse(Values.text(row, "scope")),
                Values.instant(row, "at"),
                usage(row, "before"),
                usage(row, "after"));
    }

    /** A type that a newer program has written is passed over. */
    private static Usage usage(Row row, String column) {
        Map<UsageType, Long> values = new EnumMap<>(UsageType.class);
        Objects.requireNonNull(row.getMap(column, String.class, Long.class), column)
                .forEach((name, value) -> UsageType.named(name).ifPresent(type -> values.put(type, value)));
        return new Usage(values);
    }
}
