package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.DomainStore;
import io.postroom.core.domain.SigningKey;
import io.postroom.core.page.PageKey;
import io.postroom.core.secret.SealedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Domains: whole in table {@code domain} by name, which decides and is written by conditional statements only;
 * {@code domain_by_organization} leads there. A name is listed before it is taken and after it is freed, so an interruption leaves an entry
 * that leads nowhere, which readers pass over. Thread-safe.
 */
public final class CassandraDomainStore implements DomainStore {
    private static final Comparator<Domain> ORDER = Comparator.comparing(
            Domain::place, Comparator.comparing(PageKey::timestamp).thenComparing(PageKey::id));

    private final CassandraKeyspace keyspace;
    private final KeyedLocks locks = new KeyedLocks();
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement find;
    private final PreparedStatement delete;
    private final PreparedStatement enlist;
    private final PreparedStatement list;
    private final PreparedStatement unlist;

    public CassandraDomainStore(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        insert = keyspace.prepareConditional("INSERT INTO {keyspace}.domain"
                + " (name, organization, created_at, body, selector, public_key, private_key) VALUES (?, ?, ?, ?, ?, ?, ?)"
                + " IF NOT EXISTS");
        String itself = " WHERE name = ? IF organization = ? AND created_at = ?";
        update = keyspace.prepareConditional("UPDATE {keyspace}.domain SET body = ?" + itself);
        delete = keyspace.prepareConditional("DELETE FROM {keyspace}.domain" + itself + " AND body = ?");
        find = keyspace.prepare("SELECT * FROM {keyspace}.domain WHERE name = ?");
        enlist = keyspace.prepare("INSERT INTO {keyspace}.domain_by_organization (organization, name) VALUES (?, ?)");
        list = keyspace.prepare("SELECT name FROM {keyspace}.domain_by_organization WHERE organization = ?");
        unlist = keyspace.prepare("DELETE FROM {keyspace}.domain_by_organization WHERE organization = ? AND name = ?");
    }

    @Override
    public boolean create(Domain domain, SigningKey key) {
        // threads of this process take turns rather than disturb each other's conditional writes
        return locks.with(domain.name(), () -> {
            keyspace.execute(
                    enlist.bind(domain.organization().value(), domain.name().value()));
            boolean created = keyspace.execute(insert.bind(
                            domain.name().value(),
                            domain.organization().value(),
                            domain.createdAt(),
                            DomainJson.write(domain),
                            key.selector(),
                            key.publicKey(),
                            key.privateKey().base64()))
                    .wasApplied();
            if (!created) {
                unlistUnlessOwned(domain.organization(), domain.name());
            }
            return created;
        });
    }

    private void unlistUnlessOwned(OrganizationId organization, MailDomain name) {
        if (find(name)
                .filter(domain -> domain.organization().equals(organization))
                .isEmpty()) {
            keyspace.execute(unlist.bind(organization.value(), name.value()));
        }
    }

    @Override
    public void update(Domain domain) {
        keyspace.execute(update.bind(
                DomainJson.write(domain),
                domain.name().value(),
                domain.organization().value(),
                domain.createdAt()));
    }

    @Override
    public Optional<Domain> find(MailDomain name) {
        return keyspace.one(find.bind(name.value())).map(CassandraDomainStore::domain);
    }

    @Override
    public Optional<SigningKey> findKey(MailDomain name) {
        return keyspace.one(find.bind(name.value()))
                .map(row -> new SigningKey(
                        Values.text(row, "selector"),
                        Values.text(row, "public_key"),
                        new SealedText(Values.text(row, "private_key"))));
    }

    @Override
    public List<Domain> listAll(OrganizationId organization) {
        List<String> names = new ArrayList<>();
        keyspace.execute(list.bind(organization.value())).forEach(row -> names.add(Values.text(row, "name")));
        return keyspace.rowsOfEach(names.stream().map(find::bind).toList()).stream()
                .flatMap(List::stream)
                .map(CassandraDomainStore::domain)
                .filter(domain -> domain.organization().equals(organization))
                .sorted(ORDER)
                .toList();
    }

    private static Domain domain(Row row) {
        return DomainJson.read(Values.text(row, "body"));
    }

    @Override
    public boolean delete(Domain domain) {
        return locks.with(domain.name(), () -> {
            boolean deleted = keyspace.execute(delete.bind(
                            domain.name().value(),
                            domain.organization().value(),
                            domain.createdAt(),
                            DomainJson.write(domain)))
                    .wasApplied();
            unlistUnlessOwned(domain.organization(), domain.name());
            return deleted;
        });
    }
}
