package io.postroom.server.cassandra;

import java.nio.file.Path;

/**
 * How the bundled node is run.
 *
 * @param libraries directory of its jars, kept apart from James' because the two need different versions of the same libraries
 * @param data directory that belongs to the node
 * @param logs directory its log is written to
 * @param port of CQL, on loopback
 * @param internodePort which a node alone opens and never uses, on loopback
 * @param heapOctets its Java heap
 */
public record NodeSettings(Path libraries, Path data, Path logs, int port, int internodePort, long heapOctets) {
    Path yaml() {
        return data.resolve("cassandra.yaml");
    }

    Path logback() {
        return data.resolve("logback.xml");
    }

    /** The statements that the node of a first start makes its tables with. */
    Path tables() {
        return data.resolve("tables.cql");
    }

    /** Where Cassandra has a directory for each keyspace. */
    Path keyspaces() {
        return data.resolve("data");
    }

    Path processFile() {
        return data.resolve("process");
    }

    Path commitLog() {
        return data.resolve("commitlog");
    }

    /** What the node unpacks for itself; emptied before each start, because one that was killed leaves it behind. */
    Path temporary() {
        return data.resolve("tmp");
    }

    /** What the JVM of the node says of its own crash, the last one only. */
    Path crashLog() {
        return logs.resolve("cassandra-crash.log");
    }

    Path log() {
        return logs.resolve("cassandra.log");
    }

    Path consoleLog() {
        return logs.resolve("cassandra-console.log");
    }
}
