package io.postroom.server.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Postroom} of one standalone server, started at first use and stopped after the last test of the run;
 * {@code -Dpostroom.shared.profile=sandbox} has them run against the one in memory.
 *
 * <p>Tests that share it make inboxes of their own and do not stop it.
 */
final class SharedServer implements ParameterResolver {
    private static final String PROFILE = System.getProperty("postroom.shared.profile", "standalone");
    private static final Namespace NAMESPACE = Namespace.create(SharedServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Postroom.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
                .clients;
    }

    /** Closed by JUnit together with the root context. */
    private static final class Running implements AutoCloseable {
        private final PostroomServer server = PostroomServer.of(PROFILE, "shared");
        private final Postroom clients = server.start();

        @Override
        public void close() {
            server.close();
        }
    }
}
