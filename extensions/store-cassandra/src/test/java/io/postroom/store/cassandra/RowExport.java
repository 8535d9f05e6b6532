package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Writes the data of a version into {@code target/}, to be kept under {@code src/test/resources} before the next version begins:
 * {@code mvn -pl extensions/store-cassandra -am test -Dtest=RowExport}.
 */
@ExtendWith(CassandraNode.class)
class RowExport {
    private final CassandraKeyspace keyspace;

    RowExport(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
    }

    @Test
    void writesTheRowsOfThisVersion() throws IOException {
        VersionOneData.write(keyspace);

        List<String> lines = new ArrayList<>();
        for (String table : CassandraNode.tables(keyspace)) {
            keyspace.rows(SimpleStatement.newInstance("SELECT JSON * FROM " + table))
                    .forEach(row ->
                            lines.add("INSERT INTO " + table.replace(keyspace.name() + ".", "{keyspace}.") + " JSON '"
                                    + Objects.requireNonNull(row.getString(0)).replace("'", "''") + "'"));
        }
        lines.sort(String::compareTo);
        Files.write(Path.of("target", "rows.cql"), lines);
    }
}
