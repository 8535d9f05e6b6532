package io.postroom.server.e2e;

import io.postroom.testkit.dns.LocalDns;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Postroom} of one standalone server, the {@link SmtpPeer} to which it sends all mail for others and the {@link LocalDns} that it
 * asks, all started at first use and stopped when the process of the tests ends; {@code -Dpostroom.shared.profile=sandbox} has the server in
 * memory.
 *
 * <p>Tests that share them make inboxes, recipients and domains of their own.
 */
final class SharedServer implements ParameterResolver {
    private static final String PROFILE = System.getProperty("postroom.shared.profile", "standalone");
    private static final Lasting<Running> RUNNING = new Lasting<>(Running::new);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Postroom.class || type == SmtpPeer.class || type == LocalDns.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = RUNNING.get();
        return running.get(parameter.getParameter().getType());
    }

    private static final class Running implements AutoCloseable {
        private final SmtpPeer peer = SmtpPeer.open();
        private final LocalDns dns = new LocalDns();
        private final PostroomServer server = PostroomServer.of(
                PROFILE,
                "shared",
                "--set",
                "outbound.gateway=" + peer.address(),
                "--set",
                "outbound.retry-delays=2*1s",
                "--set",
                "dns.servers=" + dns.address(),
                "--set",
                "agents.sign-up=true");
        private final Postroom clients = server.start();

        Object get(Class<?> type) {
            if (type == Postroom.class) {
                return clients;
            }
            return type == SmtpPeer.class ? peer : dns;
        }

        @Override
        public void close() {
            server.close();
            peer.close();
            dns.close();
        }
    }
}
