package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.signup.SignUp;
import io.postroom.core.signup.SignUpStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sign-ups in table {@code sign_up}, which is written by conditional statements only. Thread-safe. */
public final class CassandraSignUpStore implements SignUpStore {
    private final CassandraKeyspace keyspace;
    private final PreparedStatement insert;
    private final PreparedStatement find;
    private final PreparedStatement replace;
    private final PreparedStatement delete;

    /** Contention inside of Paxos is slow: threads of one process take turns. */
    private final KeyedLocks locks = new KeyedLocks();

    public CassandraSignUpStore(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        insert = keyspace.prepareConditional("INSERT INTO {keyspace}.sign_up (human, inbox, code, code_ends_at,"
                + " code_tries, code_sent, created_at, verified_at, version, organization)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        find = keyspace.prepare("SELECT * FROM {keyspace}.sign_up WHERE organization = ?");
        replace = keyspace.prepareConditional("UPDATE {keyspace}.sign_up SET human = ?, inbox = ?, code = ?,"
                + " code_ends_at = ?, code_tries = ?, code_sent = ?, created_at = ?, verified_at = ?, version = ?"
                + " WHERE organization = ? IF version = ?");
        delete = keyspace.prepareConditional("DELETE FROM {keyspace}.sign_up WHERE organization = ? IF EXISTS");
    }

    @Override
    public SignUp addIfAbsent(SignUp signUp) {
        BoundStatement statement =
                Values.withoutNulls(insert.bind(values(signUp).toArray()));
        ResultSet result = alone(signUp.organization(), statement);
        return result.wasApplied() ? signUp : signUp(Objects.requireNonNull(result.one())); // the row that won
    }

    private ResultSet alone(OrganizationId organization, BoundStatement statement) {
        return locks.with(organization, () -> keyspace.execute(statement));
    }

    /** In the order of the statements, {@code null} where there is nothing. */
    private static List<@Nullable Object> values(SignUp signUp) {
        Optional<SignUp.Code> code = signUp.code();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(signUp.human());
        values.add(signUp.inbox().value());
        values.add(code.map(SignUp.Code::sealed).map(Values::octets).orElse(null));
        values.add(code.map(SignUp.Code::endsAt).orElse(null));
        values.add(code.map(SignUp.Code::tries).orElse(null));
        values.add(code.map(SignUp.Code::sent).orElse(null));
        values.add(signUp.createdAt());
        values.add(signUp.verifiedAt().orElse(null));
        values.add(signUp.version());
        values.add(signUp.organization().value());
        return values;
    }

    @Override
    public Optional<SignUp> find(OrganizationId organization) {
        return keyspace.one(find.bind(organization.value())).map(CassandraSignUpStore::signUp);
    }

    private static SignUp signUp(Row row) {
        Optional<SignUp.Code> code = Values.optionalInstant(row, "code_ends_at")
                .map(end -> new SignUp.Code(
                        Values.digest(row, "code"), end, row.getInt("code_tries"), row.getBoolean("code_sent")));
        return new SignUp(
                new OrganizationId(Values.uuid(row, "organization")),
                Values.text(row, "human"),
                new InboxId(Values.text(row, "inbox")),
                code,
                Values.instant(row, "created_at"),
                Values.optionalInstant(row, "verified_at"),
                Values.uuid(row, "version"));
    }

    @Override
    public boolean replace(SignUp before, SignUp after) {
        List<@Nullable Object> values = values(after);
        values.add(before.version());
        return alone(before.organization(), replace.bind(values.toArray())).wasApplied();
    }

    @Override
    public void delete(OrganizationId organization) {
        alone(organization, delete.bind(organization.value()));
    }
}
