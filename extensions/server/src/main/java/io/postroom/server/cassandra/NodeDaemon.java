package io.postroom.server.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.cql3.statements.schema.AlterSchemaStatement;
import org.apache.cassandra.schema.Keyspaces;
import org.apache.cassandra.schema.Schema;
import org.apache.cassandra.service.CassandraDaemon;
import org.apache.cassandra.service.ClientState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cassandra's daemon, which makes the tables it was given as one change of the schema before it takes CQL.
 *
 * <p>CQL has a change of the schema for each table, and each forces ten tables of Cassandra's own to disk and reads the whole schema
 * again. Cassandra itself takes any number of statements as one change. It is written and forced to disk as each single one is.
 */
final class NodeDaemon extends CassandraDaemon {
    private static final Logger LOGGER = LoggerFactory.getLogger(NodeDaemon.class);

    private final Path tables;

    /** @param tables a file with a statement that can be repeated in each line; what exists already stays as it is */
    NodeDaemon(Path tables) {
        this.tables = tables;
    }

    /** Called when the log has been replayed and the node could answer. */
    @Override
    public void start() {
        if (Files.exists(tables)) {
            make(statements());
        }
        super.start();
    }

    private List<AlterSchemaStatement> statements() {
        try {
            List<AlterSchemaStatement> statements = new ArrayList<>();
            for (String cql : Files.readAllLines(tables)) {
                AlterSchemaStatement statement =
                        (AlterSchemaStatement) QueryProcessor.getStatement(cql, ClientState.forInternalCalls());
                statement.validate(ClientState.forInternalCalls());
                statements.add(statement);
            }
            return statements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(List<AlterSchemaStatement> statements) {
        LOGGER.info("making what is missing of {} keyspaces, types and tables", statements.size());
        Schema.instance.transform(before -> {
            Keyspaces after = before;
            for (AlterSchemaStatement statement : statements) {
                after = statement.apply(after);
            }
            return after;
        });
    }
}
