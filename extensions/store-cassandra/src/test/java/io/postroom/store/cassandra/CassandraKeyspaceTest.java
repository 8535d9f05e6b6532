package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraKeyspaceTest {
    private final CassandraKeyspace keyspace;

    CassandraKeyspaceTest(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
    }

    @Test
    void aCassandraThatIsDownIsAnOutage() {
        for (DriverException failure :
                List.of(new DriverTimeoutException("late"), AllNodesFailedException.fromErrors(List.of()))) {
            assertThatThrownBy(() -> CassandraKeyspace.translating(() -> {
                        throw failure;
                    }))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCause(failure);
            assertThatThrownBy(() -> CassandraKeyspace.translating(() -> {
                        throw new CompletionException(failure);
                    }))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCause(failure);
        }
    }

    @Test
    void aStatementThatIsWrongIsOurMistake() {
        SimpleStatement wrong = SimpleStatement.newInstance("SELECT nothing FROM " + keyspace.name() + ".organization");

        assertThatThrownBy(() -> keyspace.execute(wrong)).isInstanceOf(InvalidQueryException.class);
        assertThatThrownBy(() -> keyspace.executeAll(List.of(wrong))).isInstanceOf(InvalidQueryException.class);
    }

    @Test
    void aNodeThatDiedIsAnOutageForEveryStore() {
        try (NodeProcess node = NodeProcess.start("periodic")) {
            try (CqlSession session = node.connect()) {
                CassandraOrganizationStore store =
                        new CassandraOrganizationStore(CassandraSchema.migrate(session, "dying", 1));
                store.save(Fixtures.organization());

                node.close();

                assertThatThrownBy(store::list).isInstanceOf(UncheckedIOException.class);
                assertThatThrownBy(() -> store.save(Fixtures.organization())).isInstanceOf(UncheckedIOException.class);
            }
        }
        assertThat(new CassandraOrganizationStore(keyspace).list()).isEmpty();
    }
}
