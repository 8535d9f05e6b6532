package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.inbox.Inbox;
import java.util.Objects;
import java.util.Optional;

/** Which inbox a client id leads to: table {@code inbox_by_client_id}, written by conditional statements only. */
final class ClientIds {
    private final CassandraKeyspace keyspace;
    private final PreparedStatement take;
    private final PreparedStatement replace;
    private final PreparedStatement find;
    private final PreparedStatement free;

    ClientIds(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        take = keyspace.prepareConditional("INSERT INTO {keyspace}.inbox_by_client_id (organization, client_id, inbox)"
                + " VALUES (?, ?, ?) IF NOT EXISTS");
        replace = keyspace.prepareConditional("UPDATE {keyspace}.inbox_by_client_id SET inbox = ?"
                + " WHERE organization = ? AND client_id = ? IF inbox = ?");
        find = keyspace.prepare(
                "SELECT inbox FROM {keyspace}.inbox_by_client_id WHERE organization = ? AND client_id = ?");
        free = keyspace.prepareConditional(
                "DELETE FROM {keyspace}.inbox_by_client_id" + " WHERE organization = ? AND client_id = ? IF inbox = ?");
    }

    /** The inbox the client id leads to; it may not exist. */
    Optional<InboxId> find(OrganizationId organization, ClientId clientId) {
        return keyspace.one(find.bind(organization.value(), clientId.value()))
                .map(row -> new InboxId(Values.text(row, "inbox")));
    }

    /** Lets the client id lead to {@code inbox} unless it leads to another; returns where it leads. */
    InboxId take(Inbox inbox, ClientId clientId) {
        ResultSet result = keyspace.execute(take.bind(
                inbox.organization().value(), clientId.value(), inbox.id().value()));
        return result.wasApplied()
                ? inbox.id()
                : new InboxId(Values.text(Objects.requireNonNull(result.one()), "inbox"));
    }

    /** Lets a client id that leads to {@code gone} lead to {@code inbox}; does nothing if it leads elsewhere by now. */
    void replace(InboxId gone, Inbox inbox, ClientId clientId) {
        keyspace.execute(
                replace.bind(inbox.id().value(), inbox.organization().value(), clientId.value(), gone.value()));
    }

    void free(Inbox inbox, ClientId clientId) {
        keyspace.execute(free.bind(
                inbox.organization().value(), clientId.value(), inbox.id().value()));
    }
}
