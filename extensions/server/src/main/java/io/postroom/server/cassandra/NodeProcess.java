package io.postroom.server.cassandra;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/**
 * The main class of the node's own process: Cassandra, and an eye on the server.
 *
 * <p>The server holds the other end of standard input. When it ends, however it ends, the operating system closes that end,
 * and the node shuts down: a killed server leaves no node behind. Uses nothing but the JDK, since it runs among Cassandra's
 * libraries.
 */
public final class NodeProcess {
    private static final String CASSANDRA = "org.apache.cassandra.service.CassandraDaemon";

    private NodeProcess() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(NodeProcess::endWithTheServer, "server-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(CASSANDRA).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Cassandra did not start", e.getCause());
        }
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
