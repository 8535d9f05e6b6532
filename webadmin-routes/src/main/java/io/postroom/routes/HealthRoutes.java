package io.postroom.routes;

import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.inject.Inject;
import javax.inject.Named;
import org.apache.james.webadmin.PublicRoutes;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /healthz}: 200 once mail is accepted, 503 before; needs no key. */
public final class HealthRoutes implements PublicRoutes {
    private static final String PATH = "/healthz";

    private final BooleanSupplier mailAccepted;

    /** @param mailAccepted whether SMTP takes mail now; must be cheap */
    @Inject
    public HealthRoutes(@Named("postroom.mail-accepted") BooleanSupplier mailAccepted) {
        this.mailAccepted = mailAccepted;
    }

    @Override
    public String getBasePath() {
        return PATH;
    }

    @Override
    public void define(Service service) {
        service.get(PATH, this::health);
        service.head(PATH, this::health);
    }

    private Object health(Request request, Response response) {
        boolean ready = mailAccepted.getAsBoolean();
        Answer answer = Answer.json(ready ? 200 : 503, Map.of("status", ready ? "ok" : "starting"))
                .withHeader("Cache-Control", "no-store");
        AnswerWriter.write(ready ? answer : answer.withHeader("Retry-After", "1"), response.raw());
        return "";
    }
}
