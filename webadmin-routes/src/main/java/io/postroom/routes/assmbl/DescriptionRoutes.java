package io.postroom.routes.assmbl;

import io.postroom.routes.DescriptionFile;
import io.postroom.routes.Dialect;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /assmbl/openapi.json}, the description of this dialect; asks for no key. */
public final class DescriptionRoutes implements PublicRoutes {
    private final AssmblGate gate;

    @Inject
    public DescriptionRoutes(AssmblGate gate) {
        this.gate = gate;
    }

    @Override
    public String getBasePath() {
        return Dialect.ASSMBL.description();
    }

    @Override
    public void define(Service service) {
        gate.on(service).getWithoutKey(Dialect.ASSMBL.description(), new DescriptionFile(Dialect.ASSMBL));
    }
}
