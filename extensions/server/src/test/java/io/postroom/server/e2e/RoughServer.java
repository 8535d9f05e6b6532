package io.postroom.server.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a standalone server that they may kill, restart and overload; each leaves it running and healthy.
 *
 * <p>One for all of them: a data directory that has seen many crashes is part of what is tested.
 */
final class RoughServer implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RoughServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PostroomServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(PostroomServer.class, key -> started(), PostroomServer.class);
    }

    /** Closed by JUnit together with the root context. */
    private static PostroomServer started() {
        PostroomServer server = PostroomServer.standalone("rough");
        server.start();
        return server;
    }
}
