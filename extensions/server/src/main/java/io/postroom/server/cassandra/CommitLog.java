package io.postroom.server.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's commit log, as far as Cassandra does not repair it itself. */
final class CommitLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(CommitLog.class);
    private static final int VERSION_OCTETS = 4;

    private CommitLog() {}

    /**
     * Removes the segments that have no header. The node maps a segment into memory and dies at the header when the disk has no page for
     * it; afterwards it refuses to start, because of a file without a single write in it: the header is forced to disk with the first.
     */
    static void removeSegmentsWithoutHeader(NodeSettings settings) throws IOException {
        if (!Files.isDirectory(settings.commitLog())) {
            return; // the first start
        }
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(settings.commitLog(), "CommitLog-*.log")) {
            for (Path segment : segments) {
                if (!hasHeader(segment)) {
                    LOGGER.warn("{} was never begun; it is removed", segment);
                    Files.delete(segment);
                }
            }
        }
    }

    /** A header begins with the version of its format, which is not 0. */
    private static boolean hasHeader(Path segment) throws IOException {
        try (InputStream in = Files.newInputStream(segment)) {
            byte[] version = in.readNBytes(VERSION_OCTETS);
            for (byte octet : version) {
                if (octet != 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
