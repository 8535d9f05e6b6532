package io.postroom.server.e2e;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.Position;
import io.postroom.store.cassandra.CassandraEventLog;
import io.postroom.store.cassandra.CassandraKeyspace;
import io.postroom.store.cassandra.CassandraSchema;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The store of a standalone server, read past the server by the store's own code. */
final class OpenedStore implements AutoCloseable {
    private static final int PAGE = 500;

    private final CqlSession session;
    private final CassandraKeyspace keyspace;

    private OpenedStore(CqlSession session, CassandraKeyspace keyspace) {
        this.session = session;
        this.keyspace = keyspace;
    }

    static OpenedStore open(Postroom postroom) {
        CqlSession session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), postroom.port("cassandra")))
                .withLocalDatacenter("datacenter1")
                .build();
        return new OpenedStore(session, CassandraSchema.migrate(session, 1));
    }

    CassandraKeyspace keyspace() {
        return keyspace;
    }

    /** The message of each arrival in an organisation's event log, oldest first: of one that is in it twice, twice. */
    List<String> announced(String organization) {
        EventLog log = new CassandraEventLog(keyspace, Clock.systemUTC());
        OrganizationId id = OrganizationId.parse(organization);
        List<String> messages = new ArrayList<>();
        List<EventLog.Entry> page = log.readAfter(id, Position.START, PAGE);
        while (!page.isEmpty()) {
            page.forEach(entry -> arrived(entry.event().body()).ifPresent(messages::add));
            page = log.readAfter(id, page.get(page.size() - 1).position(), PAGE);
        }
        return messages;
    }

    /** Leaves the counters of an inbox's INBOX one message behind, as a crash between a message and its count does. */
    void forgetToCountOne(String inbox) {
        Row mailbox = session.execute(
                        "SELECT mailboxid FROM james.mailboxpathv3 WHERE namespace = ? AND user = ? AND mailboxname = ?",
                        "#private",
                        inbox,
                        "INBOX")
                .one();
        session.execute(
                "UPDATE james.mailboxcounters SET count = count - 1, unseen = unseen - 1 WHERE mailboxid = ?",
                mailbox.getUuid(0));
    }

    /** Other tests on the server send as well. */
    private static Optional<String> arrived(EventBody body) {
        return body instanceof EventBody.Received received
                ? Optional.of(received.message().id().value())
                : Optional.empty();
    }

    @Override
    public void close() {
        session.close();
    }
}
