package io.postroom.server.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Postroom} of one server and the {@link SmtpPeer} to which it sends all mail for others, both started at first use
 * and stopped after the last test of the run; {@code -Dpostroom.shared.profile=sandbox} has the server in memory.
 *
 * <p>Tests that share them make inboxes and recipients of their own.
 */
final class SharedPeer implements ParameterResolver {
    private static final String PROFILE = System.getProperty("postroom.shared.profile", "standalone");
    private static final Namespace NAMESPACE = Namespace.create(SharedPeer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Postroom.class || type == SmtpPeer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
        return parameter.getParameter().getType() == Postroom.class ? running.clients : running.peer;
    }

    /** Closed by JUnit together with the root context. */
    private static final class Running implements AutoCloseable {
        private final SmtpPeer peer = SmtpPeer.open();
        private final PostroomServer server = PostroomServer.of(
                PROFILE,
                "sending",
                "--set",
                "outbound.gateway=" + peer.address(),
                "--set",
                "outbound.retry-delays=3*1s");
        private final Postroom clients = server.start();

        @Override
        public void close() {
            server.close();
            peer.close();
        }
    }
}
