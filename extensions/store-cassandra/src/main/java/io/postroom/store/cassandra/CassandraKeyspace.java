package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.QueryExecutionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Our tables, reached over a session that somebody else owns; made by {@link CassandraSchema}.
 *
 * <p>Names of tables are qualified, so the session may have another keyspace, or none. Consistency and time-outs are those of the
 * session's configuration. The one place where a failure of the driver becomes an {@link UncheckedIOException}. Thread-safe.
 */
public final class CassandraKeyspace {
    private static final String PLACEHOLDER = "{keyspace}";
    /** Cassandra warns of batches for more partitions ({@code unlogged_batch_across_partitions_warn_threshold}). */
    private static final int MOST_IN_BATCH = 10;

    private final CqlSession session;
    private final String name;
    private final int mostInBatch;

    CassandraKeyspace(CqlSession session, String name) {
        this(session, name, MOST_IN_BATCH);
    }

    CassandraKeyspace(CqlSession session, String name, int mostInBatch) {
        this.session = session;
        this.name = name;
        this.mostInBatch = mostInBatch;
    }

    /** {@code cql} with {@code {keyspace}} before each table's name. May be repeated by the driver after a failure. */
    PreparedStatement prepare(String cql) {
        return prepare(cql, true);
    }

    /** As {@link #prepare}, for a conditional statement: a repetition would find its own work and say that it lost. */
    PreparedStatement prepareConditional(String cql) {
        return prepare(cql, false);
    }

    private PreparedStatement prepare(String cql, boolean idempotent) {
        SimpleStatement statement = SimpleStatement.newInstance(cql.replace(PLACEHOLDER, name));
        return translating(() -> session.prepare(statement.setIdempotent(idempotent)));
    }

    ResultSet execute(Statement<?> statement) {
        return translating(() -> session.execute(statement));
    }

    Optional<Row> one(Statement<?> statement) {
        return Optional.ofNullable(execute(statement).one());
    }

    /** Every row, for statements with a limit. */
    List<Row> rows(Statement<?> statement) {
        return translating(() -> session.execute(statement).all());
    }

    /** Runs the statements at the same time and returns when all have ended. */
    void executeAll(List<? extends Statement<?>> statements) {
        rowsOfEach(statements);
    }

    /** Runs the statements at the same time; their rows, as many as one page of the driver holds, in the order of the statements. */
    List<List<Row>> rowsOfEach(List<? extends Statement<?>> statements) {
        return translating(() -> {
            List<CompletionStage<AsyncResultSet>> running = new ArrayList<>();
            statements.forEach(statement -> running.add(session.executeAsync(statement)));
            List<List<Row>> results = new ArrayList<>();
            for (CompletionStage<AsyncResultSet> stage : running) {
                List<Row> rows = new ArrayList<>();
                stage.toCompletableFuture().join().currentPage().forEach(rows::add);
                results.add(rows);
            }
            return results;
        });
    }

    /** How many partitions one request of {@link Writes} writes to. */
    int mostInBatch() {
        return mostInBatch;
    }

    int octetsOf(Statement<?> statement) {
        return statement.computeSizeInBytes(session.getContext());
    }

    CqlSession session() {
        return session;
    }

    String name() {
        return name;
    }

    static <T> T translating(Supplier<T> work) {
        try {
            return work.get();
        } catch (DriverException e) {
            throw isOutage(e) ? outage(e) : e;
        } catch (CompletionException e) {
            if (e.getCause() instanceof DriverException cause) {
                throw isOutage(cause) ? outage(cause) : cause;
            }
            throw e;
        }
    }

    /** Whether the world is down; otherwise the statement is wrong, and so are we. */
    private static boolean isOutage(DriverException e) {
        return e instanceof AllNodesFailedException
                || e instanceof DriverTimeoutException
                || e instanceof QueryExecutionException
                || e instanceof NodeUnavailableException
                || e instanceof RequestThrottlingException
                || e instanceof ClosedConnectionException;
    }

    private static UncheckedIOException outage(DriverException e) {
        return new UncheckedIOException(new IOException("Cassandra did not answer: " + e.getMessage(), e));
    }
}
