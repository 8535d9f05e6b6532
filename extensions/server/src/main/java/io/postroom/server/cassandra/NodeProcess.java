package io.postroom.server.cassandra;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The main class of the node's own process: Cassandra, and an eye on the server.
 *
 * <p>The server holds the other end of standard input. When it ends, however it ends, the operating system closes that end,
 * and the node shuts down: a killed server leaves no node behind. Uses the JDK and Cassandra only, since it runs among Cassandra's
 * libraries.
 */
public final class NodeProcess {
    private NodeProcess() {}

    /** The one argument is the file of {@link NodeDaemon#NodeDaemon}. */
    public static void main(String[] arguments) {
        Thread watch = new Thread(NodeProcess::endWithTheServer, "server-watch");
        watch.setDaemon(true);
        watch.start();
        new NodeDaemon(Path.of(arguments[0])).activate();
    }

    private static void endWithTheServer() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever written; only the end of it matters
            }
        } catch (IOException e) {
            System.err.println("The server cannot be watched any more: " + e);
        }
        System.exit(0);
    }
}
