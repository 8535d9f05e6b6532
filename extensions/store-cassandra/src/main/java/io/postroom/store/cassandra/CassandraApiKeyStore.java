package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.ApiKey;
import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.ApiKeyStore;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.KeyHash;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Permissions;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * API keys: whole in table {@code api_key} by hash, as every request asks; {@code api_key_by_id} leads there, and so do the listings
 * {@code keys/<organisation>}, {@code …/<pod>} and {@code …/<inbox>}, as far as the key reaches. Thread-safe.
 */
public final class CassandraApiKeyStore implements ApiKeyStore {
    /** Stands in the set of a key without restriction, since Cassandra cannot tell an empty set from none. */
    private static final String EVERYTHING = "*";

    /** No key has it; Cassandra refuses to look for an empty text. */
    private static final String NO_HASH = "-";

    private final CassandraKeyspace keyspace;
    private final Listing listing;
    private final PreparedStatement save;
    private final PreparedStatement savePointer;
    private final PreparedStatement update;
    private final PreparedStatement noteUse;
    private final PreparedStatement find;
    private final PreparedStatement findPointer;
    private final PreparedStatement delete;
    private final PreparedStatement deletePointer;

    /** @param clock says when the next partition of a long list is to begin */
    public CassandraApiKeyStore(CassandraKeyspace keyspace, Clock clock) {
        this(keyspace, new Listing(keyspace, clock, Buckets.USUAL_SIZES));
    }

    CassandraApiKeyStore(CassandraKeyspace keyspace, Listing listing) {
        this.keyspace = keyspace;
        this.listing = listing;
        save = keyspace.prepare(
                "INSERT INTO {keyspace}.api_key (hash, id, organization, scope_pod, scope_inbox, permissions,"
                        + " name, prefix, used_at, expires_at, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        savePointer = keyspace.prepare("INSERT INTO {keyspace}.api_key_by_id (id, hash) VALUES (?, ?)");
        update = keyspace.prepare(
                "UPDATE {keyspace}.api_key SET name = ?, permissions = ?, updated_at = ? WHERE hash = ?");
        noteUse = keyspace.prepare("UPDATE {keyspace}.api_key SET used_at = ? WHERE hash = ?");
        find = keyspace.prepare("SELECT * FROM {keyspace}.api_key WHERE hash = ?");
        findPointer = keyspace.prepare("SELECT hash FROM {keyspace}.api_key_by_id WHERE id = ?");
        delete = keyspace.prepare("DELETE FROM {keyspace}.api_key WHERE hash = ?");
        deletePointer = keyspace.prepare("DELETE FROM {keyspace}.api_key_by_id WHERE id = ?");
    }

    @Override
    public void save(ApiKey key) {
        List<BoundStatement> leads = new ArrayList<>();
        leads.add(savePointer.bind(key.id().value(), key.hash().hex()));
        lists(key).forEach(list -> leads.add(listing.insert(list, place(key), Set.of())));
        keyspace.executeAll(leads);
        keyspace.execute(save.bind(
                key.hash().hex(),
                key.id().value(),
                key.organization().value(),
                key.scope().withinPod().map(PodId::value).orElse(null),
                key.scope().withinInbox().map(InboxId::value).orElse(null),
                texts(key.permissions()),
                key.name(),
                key.prefix(),
                key.usedAt().orElse(null),
                key.expiresAt().orElse(null),
                key.createdAt(),
                key.updatedAt()));
    }

    /** A change of a deleted key leaves a row without id, which nobody takes for a key. */
    @Override
    public void update(ApiKey key) {
        keyspace.execute(update.bind(
                key.name(),
                texts(key.permissions()),
                key.updatedAt(),
                key.hash().hex()));
    }

    /** A use noted for a deleted key leaves a row without id, which nobody takes for a key. */
    @Override
    public void noteUse(ApiKey key, Instant at) {
        keyspace.execute(noteUse.bind(at, key.hash().hex()));
    }

    @Override
    public Optional<ApiKey> find(OrganizationId organization, ApiKeyId id) {
        return keyspace.one(findPointer.bind(id.value()))
                .flatMap(row -> findByHash(new KeyHash(Values.text(row, "hash"))))
                .filter(key -> key.organization().equals(organization));
    }

    @Override
    public Optional<ApiKey> findByHash(KeyHash hash) {
        return keyspace.one(find.bind(hash.hex())).flatMap(CassandraApiKeyStore::key);
    }

    @Override
    public Page<ApiKey> list(OrganizationId organization, Scope within, PageRequest request) {
        return listing.page(list(organization, within), Range.of(request), request.limit(), this::resolve);
    }

    @Override
    public long count(OrganizationId organization, Scope within) {
        return listing.count(list(organization, within));
    }

    private List<Optional<ApiKey>> resolve(List<Listing.Entry> entries) {
        List<List<Row>> pointers = keyspace.rowsOfEach(entries.stream()
                .map(entry -> findPointer.bind(ApiKeyId.parse(entry.id()).value()))
                .toList());
        List<List<Row>> keys = keyspace.rowsOfEach(pointers.stream()
                .map(rows -> find.bind(rows.isEmpty() ? NO_HASH : Values.text(rows.get(0), "hash")))
                .toList());
        return IntStream.range(0, entries.size())
                .mapToObj(i -> keys.get(i).stream()
                        .findFirst()
                        .flatMap(CassandraApiKeyStore::key)
                        .filter(key -> place(key).equals(entries.get(i).place())))
                .toList();
    }

    @Override
    public void delete(ApiKey key) {
        keyspace.execute(delete.bind(key.hash().hex()));
        List<BoundStatement> leads = new ArrayList<>();
        leads.add(deletePointer.bind(key.id().value()));
        lists(key).forEach(list -> leads.add(listing.delete(list, place(key))));
        keyspace.executeAll(leads);
    }

    /** Every list the key is in. */
    private static Set<String> lists(ApiKey key) {
        Set<String> lists = new HashSet<>();
        lists.add(list(key.organization(), new Scope.WholeOrganization()));
        lists.add(list(key.organization(), key.scope()));
        if (key.scope() instanceof Scope.OneInbox one) {
            lists.add(list(key.organization(), new Scope.OnePod(one.pod())));
        }
        return lists;
    }

    private static String list(OrganizationId organization, Scope within) {
        String all = "keys/" + organization;
        if (within instanceof Scope.OneInbox one) {
            return all + "/" + one.pod() + "/" + one.inbox();
        }
        return within instanceof Scope.OnePod one ? all + "/" + one.pod() : all;
    }

    private static PageKey place(ApiKey key) {
        return new PageKey(key.createdAt(), key.id().toString());
    }

    /** Empty for what is left when a deleted key was changed or its use noted. */
    private static Optional<ApiKey> key(Row row) {
        if (row.isNull("id")) {
            return Optional.empty();
        }
        return Optional.of(new ApiKey(
                new ApiKeyId(Values.uuid(row, "id")),
                new OrganizationId(Values.uuid(row, "organization")),
                Scope.of(
                        Optional.ofNullable(row.getUuid("scope_pod")).map(PodId::new),
                        Optional.ofNullable(row.getString("scope_inbox")).map(InboxId::new)),
                permissions(Values.texts(row, "permissions")),
                Values.text(row, "name"),
                Values.text(row, "prefix"),
                new KeyHash(Values.text(row, "hash")),
                Values.optionalInstant(row, "used_at"),
                Values.optionalInstant(row, "expires_at"),
                Values.instant(row, "created_at"),
                Values.instant(row, "updated_at")));
    }

    private static Set<String> texts(Permissions permissions) {
        return permissions instanceof Permissions.Only only
                ? only.granted().stream().map(Permission::wireName).collect(Collectors.toSet())
                : Set.of(EVERYTHING);
    }

    private static Permissions permissions(Set<String> texts) {
        if (texts.contains(EVERYTHING)) {
            return Permissions.UNRESTRICTED;
        }
        return new Permissions.Only(Arrays.stream(Permission.values())
                .filter(permission -> texts.contains(permission.wireName()))
                .collect(Collectors.toSet()));
    }
}
