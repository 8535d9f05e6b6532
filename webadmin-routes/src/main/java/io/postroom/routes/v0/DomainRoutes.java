package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.Permission;
import io.postroom.core.domain.CreateDomain;
import io.postroom.core.domain.DomainFields;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.domain.Domains;
import io.postroom.core.domain.UpdateDomain;
import io.postroom.core.domain.UpdateDomain.CatchAllChange;
import io.postroom.core.page.PageRequest;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Gate;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Right;
import io.postroom.routes.ZoneFileAnswer;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/domains}, and the same for one pod: create, list, show, change, verify and delete domains. */
public final class DomainRoutes implements PublicRoutes {
    private static final String BASE = "/domains";
    private static final String ONE = BASE + "/:domain_id";
    private static final String CATCH_ALL = "catch_all_inbox_id";
    private static final List<String> CHANGEABLE =
            List.of("feedback_enabled", "subdomains_enabled", "tracking_enabled", CATCH_ALL);
    private static final Right READ = Right.to(Permission.DOMAIN_READ).beyondAnInbox();
    private static final Right CREATE = Right.to(Permission.DOMAIN_CREATE).beyondAnInbox();
    private static final Right UPDATE = Right.to(Permission.DOMAIN_UPDATE).beyondAnInbox();
    private static final Right DELETE = Right.to(Permission.DOMAIN_DELETE).beyondAnInbox();

    private final V0Gate gate;
    private final Domains domains;

    @Inject
    public DomainRoutes(V0Gate gate, Domains domains) {
        this.gate = gate;
        this.domains = domains;
    }

    @Override
    public String getBasePath() {
        return Mount.ORGANIZATION.path() + BASE;
    }

    @Override
    public void define(Service service) {
        define(gate.on(service, Mount.ORGANIZATION));
        define(gate.on(service, Mount.POD));
    }

    private Gate.Paths define(Gate.Paths paths) {
        return paths.get(BASE, READ, this::list)
                .post(BASE, CREATE, this::create)
                .get(ONE, READ, this::get)
                .patch(ONE, UPDATE, this::update)
                .delete(ONE, DELETE, this::delete)
                .post(ONE + "/verify", UPDATE, this::verify)
                .get(ONE + "/zone-file", READ, this::zoneFile);
    }

    private Answer list(Caller caller, Call call) {
        PageRequest page = ListQuery.page(call.query());
        return Answer.json(ListQuery.answer("domains", page, domains.list(caller, page), DomainFields::item));
    }

    private Answer create(Caller caller, Call call) {
        return Answer.json(DomainFields.full(domains.create(caller, wish(call.body()))));
    }

    private Answer get(Caller caller, Call call) {
        return Answer.json(DomainFields.full(domains.get(caller, Ids.domain(call))));
    }

    private Answer update(Caller caller, Call call) {
        UpdateDomain change = change(call.body());
        return Answer.json(DomainFields.full(domains.update(caller, Ids.domain(call), change)));
    }

    private Answer delete(Caller caller, Call call) {
        domains.delete(caller, Ids.domain(call));
        return Answer.empty(204);
    }

    private Answer verify(Caller caller, Call call) {
        domains.verify(caller, Ids.domain(call));
        return Answer.empty(204);
    }

    private Answer zoneFile(Caller caller, Call call) {
        MailDomain name = Ids.domain(call);
        return ZoneFileAnswer.of(name, domains.zoneFile(caller, name));
    }

    private static CreateDomain wish(JsonFields body) {
        body.requiredText("domain");
        return new CreateDomain(
                body.value("domain", MailDomain::new).orElseThrow(),
                body.value("client_id", ClientId::new),
                body.flag("allow_conflicting_provider").orElse(DomainOptions.USUAL.sharedWithProvider()),
                body.flag("feedback_enabled").orElse(DomainOptions.USUAL.feedback()),
                body.flag("subdomains_enabled").orElse(DomainOptions.USUAL.subdomains()),
                body.flag("tracking_enabled").orElse(false));
    }

    private static UpdateDomain change(JsonFields body) {
        if (CHANGEABLE.stream().noneMatch(body::has)) {
            throw body.problem(
                    CHANGEABLE.get(0), "custom", "one of " + String.join(", ", CHANGEABLE) + " must be there");
        }
        return new UpdateDomain(
                body.flag("feedback_enabled"),
                body.flag("subdomains_enabled"),
                body.flag("tracking_enabled"),
                catchAll(body));
    }

    private static CatchAllChange catchAll(JsonFields body) {
        if (body.isNull(CATCH_ALL)) {
            return new CatchAllChange.None();
        }
        return body.value(CATCH_ALL, InboxId::new)
                .<CatchAllChange>map(CatchAllChange.To::new)
                .orElseGet(CatchAllChange.Keep::new);
    }
}
