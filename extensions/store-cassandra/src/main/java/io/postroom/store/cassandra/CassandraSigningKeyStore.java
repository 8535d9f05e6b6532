package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.MailDomain;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.domain.SigningKey;
import io.postroom.core.domain.SigningKeyStore;
import io.postroom.core.secret.SealedText;
import java.util.Objects;
import java.util.Optional;

/** Keys of the installation's own domains: table {@code own_domain_key} by name, written by conditional statements only. Thread-safe. */
public final class CassandraSigningKeyStore implements SigningKeyStore {
    private final CassandraKeyspace keyspace;
    private final KeyedLocks locks = new KeyedLocks();
    private final PreparedStatement insert;
    private final PreparedStatement find;
    private final PreparedStatement delete;

    public CassandraSigningKeyStore(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        insert = keyspace.prepareConditional("INSERT INTO {keyspace}.own_domain_key"
                + " (name, selector, public_key, private_key) VALUES (?, ?, ?, ?) IF NOT EXISTS");
        find = keyspace.prepare("SELECT * FROM {keyspace}.own_domain_key WHERE name = ?");
        delete = keyspace.prepareConditional("DELETE FROM {keyspace}.own_domain_key WHERE name = ? IF EXISTS");
    }

    @Override
    public SigningKey keepFirst(MailDomain domain, SigningKey key) {
        return locks.with(domain, () -> {
            ResultSet result = keyspace.execute(insert.bind(
                    domain.value(),
                    key.selector(),
                    key.publicKey(),
                    key.privateKey().base64()));
            return result.wasApplied() ? key : key(Objects.requireNonNull(result.one())); // the row that won
        });
    }

    @Override
    public Optional<SigningKey> find(MailDomain domain) {
        return keyspace.one(find.bind(domain.value())).map(CassandraSigningKeyStore::key);
    }

    private static SigningKey key(Row row) {
        return new SigningKey(
                Values.text(row, "selector"),
                Values.text(row, "public_key"),
                new SealedText(Values.text(row, "private_key")));
    }

    @Override
    public void delete(MailDomain domain) {
        locks.run(domain, () -> keyspace.execute(delete.bind(domain.value())));
    }
}
