package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.policy.Suspicion;
import io.postroom.core.policy.Treatment;
import io.postroom.core.policy.TrustPolicy;
import io.postroom.core.policy.TrustPolicyStore;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Policies in table {@code trust_policy}; their mark stands beside that of the lists, in a row of its own. There is a new mark before each
 * change and another one after it. Thread-safe.
 */
public final class CassandraTrustPolicyStore implements TrustPolicyStore {
    private static final String CHANGES = "policies";

    private final CassandraKeyspace keyspace;
    private final PreparedStatement save;
    private final PreparedStatement find;
    private final PreparedStatement delete;
    private final PreparedStatement mark;
    private final PreparedStatement readMark;

    public CassandraTrustPolicyStore(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        save = keyspace.prepare(
                "INSERT INTO {keyspace}.trust_policy (organization, scope, treatments) VALUES (?, ?, ?)");
        find = keyspace.prepare("SELECT treatments FROM {keyspace}.trust_policy WHERE organization = ? AND scope = ?");
        delete = keyspace.prepare("DELETE FROM {keyspace}.trust_policy WHERE organization = ? AND scope = ?");
        mark = keyspace.prepare("INSERT INTO {keyspace}.list_change (name, mark) VALUES (?, ?)");
        readMark = keyspace.prepare("SELECT mark FROM {keyspace}.list_change WHERE name = ?");
    }

    @Override
    public void save(OrganizationId organization, Scope scope, TrustPolicy policy) {
        Map<String, String> treatments = policy.treatments().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().wireName(),
                        entry -> entry.getValue().wireName()));
        change(save.bind(organization.value(), ScopeText.of(scope), treatments));
    }

    private void change(BoundStatement change) {
        markChange();
        keyspace.execute(change);
        markChange();
    }

    private void markChange() {
        keyspace.execute(mark.bind(CHANGES, UUID.randomUUID()));
    }

    @Override
    public Map<Scope, TrustPolicy> find(OrganizationId organization, Collection<Scope> scopes) {
        List<Scope> wanted = List.copyOf(scopes);
        List<List<Row>> rows = keyspace.rowsOfEach(wanted.stream()
                .map(scope -> find.bind(organization.value(), ScopeText.of(scope)))
                .toList());
        Map<Scope, TrustPolicy> found = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            Scope scope = wanted.get(i);
            rows.get(i).forEach(row -> found.put(scope, policy(row)));
        }
        return found;
    }

    /** What another version may have written, and this one does not know, does not count. */
    private static TrustPolicy policy(Row row) {
        Map<String, String> texts = row.getMap("treatments", String.class, String.class);
        Map<Suspicion, Treatment> treatments = new EnumMap<>(Suspicion.class);
        if (texts != null) {
            texts.forEach((suspicion, treatment) -> Suspicion.named(suspicion)
                    .ifPresent(known -> Treatment.named(treatment)
                            .filter(known::allows)
                            .ifPresent(word -> treatments.put(known, word))));
        }
        return new TrustPolicy(treatments);
    }

    /** Touches nothing where there is nothing, as with most inboxes that go. */
    @Override
    public void delete(OrganizationId organization, Scope scope) {
        if (!find(organization, List.of(scope)).isEmpty()) {
            change(delete.bind(organization.value(), ScopeText.of(scope)));
        }
    }

    @Override
    public Optional<UUID> latestChange() {
        return keyspace.one(readMark.bind(CHANGES)).map(row -> Values.uuid(row, "mark"));
    }
}
