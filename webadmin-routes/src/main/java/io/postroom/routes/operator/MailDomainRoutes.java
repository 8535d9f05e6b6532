package io.postroom.routes.operator;

import io.postroom.core.domain.DomainFields;
import io.postroom.core.domain.OwnDomain;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.ZoneFileAnswer;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import spark.Service;

/**
 * {@code /postroom/mail-domain}: what the operator is to publish for the installation's own domain, what DNS has of it now, and another
 * key for it.
 */
public final class MailDomainRoutes implements Routes {
    private static final String BASE = OperatorPath.ROOT + "/mail-domain";

    private final OwnDomain domain;

    @Inject
    public MailDomainRoutes(OwnDomain domain) {
        this.domain = domain;
    }

    @Override
    public String getBasePath() {
        return OperatorPath.ROOT;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, OperatorPath.route(this::show));
        service.get(BASE + "/zone-file", OperatorPath.route(this::zoneFile));
        service.delete(BASE + "/key", OperatorPath.route(this::forgetKey));
    }

    /** Asks DNS, so it takes some seconds where that does not answer, and is 503 then. */
    private Answer show(Call call) {
        return Answer.json(DomainFields.own(domain.name(), domain.ask()));
    }

    private Answer zoneFile(Call call) {
        return ZoneFileAnswer.of(domain.name(), domain.zoneFile());
    }

    private Answer forgetKey(Call call) {
        domain.forgetKey();
        return Answer.empty(204);
    }
}
