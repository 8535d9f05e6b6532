package io.postroom.store.memory;

import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.DomainStore;
import io.postroom.core.domain.SigningKey;
import io.postroom.core.page.PageKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Domains in a map. Thread-safe. */
public final class MemoryDomainStore implements DomainStore {
    private static final Comparator<Domain> ORDER = Comparator.comparing(
            Domain::place, Comparator.comparing(PageKey::timestamp).thenComparing(PageKey::id));

    private record Row(Domain domain, SigningKey key) {}

    private final Map<MailDomain, Row> rows = new ConcurrentHashMap<>();

    @Override
    public boolean create(Domain domain, SigningKey key) {
        return rows.putIfAbsent(domain.name(), new Row(domain, key)) == null;
    }

    @Override
    public void update(Domain domain) {
        rows.computeIfPresent(
                domain.name(), (name, row) -> isSame(domain, row.domain()) ? new Row(domain, row.key()) : row);
    }

    private static boolean isSame(Domain domain, Domain other) {
        return domain.organization().equals(other.organization())
                && domain.createdAt().equals(other.createdAt());
    }

    @Override
    public Optional<Domain> find(MailDomain name) {
        return Optional.ofNullable(rows.get(name)).map(Row::domain);
    }

    @Override
    public Optional<SigningKey> findKey(MailDomain name) {
        return Optional.ofNullable(rows.get(name)).map(Row::key);
    }

    @Override
    public List<Domain> listAll(OrganizationId organization) {
        return rows.values().stream()
                .map(Row::domain)
                .filter(domain -> domain.organization().equals(organization))
                .sorted(ORDER)
                .toList();
    }

    @Override
    public boolean delete(Domain domain) {
        Row row = rows.get(domain.name());
        return row != null && row.domain().equals(domain) && rows.remove(domain.name(), row);
    }
}
