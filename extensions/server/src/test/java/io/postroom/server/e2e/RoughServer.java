package io.postroom.server.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a standalone server that they may kill, restart and overload, and the {@link SmtpPeer} to which it sends all mail for others;
 * each test leaves the server running and healthy.
 *
 * <p>One for all of them: a data directory that has seen many crashes is part of what is tested.
 */
final class RoughServer implements ParameterResolver {
    private static final Lasting<Running> RUNNING = new Lasting<>(Running::new);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == PostroomServer.class || type == SmtpPeer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = RUNNING.get();
        return parameter.getParameter().getType() == SmtpPeer.class ? running.peer : running.server;
    }

    private static final class Running implements AutoCloseable {
        private final SmtpPeer peer = SmtpPeer.open();
        private final PostroomServer server = PostroomServer.standalone(
                "rough",
                "--set",
                "outbound.gateway=" + peer.address(),
                "--set",
                "outbound.retry-delays=3*1s",
                "--set",
                "outbound.reply-timeout=3s");

        private Running() {
            server.start();
        }

        @Override
        public void close() {
            server.close();
            peer.close();
        }
    }
}
