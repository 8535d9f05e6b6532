package io.postroom.routes.verify;

import io.postroom.core.verify.Confirmations;
import io.postroom.core.verify.Confirmations.Finding;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Endpoint;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Route;
import spark.Service;

/**
 * {@code /verify/{token}}: where the link in a challenge leads. To look at it changes nothing, as programs that look through mail open every link; only the
 * button does. It needs no key, as the token is the permission, and works without scripts.
 */
public final class VerificationRoutes implements PublicRoutes {
    /** What stands before a token in a link. */
    public static final String PATH = "/verify/";

    private static final String ONE = PATH + ":token";
    private static final int TOKEN = 1;
    private static final int BODY_LIMIT = 4096; // forms without fields have none

    private final Confirmations confirmations;

    @Inject
    public VerificationRoutes(Confirmations confirmations) {
        this.confirmations = confirmations;
    }

    @Override
    public String getBasePath() {
        return PATH;
    }

    @Override
    public void define(Service service) {
        Route look = new Endpoint(this::look, new PageErrors(), BODY_LIMIT);
        service.get(ONE, look);
        service.head(ONE, look);
        service.post(ONE, new Endpoint(this::confirm, new PageErrors(), BODY_LIMIT));
    }

    private Answer look(Call call) {
        Finding finding = confirmations.look(token(call));
        return finding instanceof Finding.Open open ? Pages.question(open) : refusal(finding);
    }

    private Answer confirm(Call call) {
        Finding finding = confirmations.confirm(token(call));
        return finding instanceof Finding.Open open ? Pages.thanks(open) : refusal(finding);
    }

    private static String token(Call call) {
        return call.path().segment(TOKEN);
    }

    private static Answer refusal(Finding finding) {
        return finding instanceof Finding.Over ? Pages.over() : Pages.unknown();
    }
}
