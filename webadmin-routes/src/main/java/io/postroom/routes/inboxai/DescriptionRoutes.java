package io.postroom.routes.inboxai;

import io.postroom.routes.DescriptionFile;
import io.postroom.routes.Dialect;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /api/v0/openapi.json}, the description of this dialect; asks for no key. */
public final class DescriptionRoutes implements PublicRoutes {
    private final InboxAiGate gate;

    @Inject
    public DescriptionRoutes(InboxAiGate gate) {
        this.gate = gate;
    }

    @Override
    public String getBasePath() {
        return Dialect.INBOX_AI.description();
    }

    @Override
    public void define(Service service) {
        gate.on(service).getWithoutKey("/openapi.json", new DescriptionFile(Dialect.INBOX_AI));
    }
}
