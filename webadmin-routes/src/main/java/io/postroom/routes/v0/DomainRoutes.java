package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.PodId;
import io.postroom.core.domain.CreateDomain;
import io.postroom.core.domain.DomainFields;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.domain.Domains;
import io.postroom.core.domain.UpdateDomain;
import io.postroom.core.domain.UpdateDomain.CatchAllChange;
import io.postroom.core.page.PageRequest;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.JsonFields;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/domains}, and the same for one pod: create, list, show, change, verify and delete domains. */
public final class DomainRoutes implements PublicRoutes {
    private static final String BASE = "/v0/domains";
    private static final String OF_POD = "/v0/pods/:pod_id/domains";
    private static final String CATCH_ALL = "catch_all_inbox_id";

    private final V0Gate gate;
    private final Domains domains;

    @Inject
    public DomainRoutes(V0Gate gate, Domains domains) {
        this.gate = gate;
        this.domains = domains;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        new Place(call -> Optional.empty(), Ids::domain).define(service, BASE);
        new Place(call -> Optional.of(Ids.pod(call)), Ids::domainOfPod).define(service, OF_POD);
    }

    /** The routes of the whole organisation, or those of one pod. */
    private final class Place {
        private final Function<Call, Optional<PodId>> pod;
        private final Function<Call, MailDomain> domain;

        Place(Function<Call, Optional<PodId>> pod, Function<Call, MailDomain> domain) {
            this.pod = pod;
            this.domain = domain;
        }

        void define(Service service, String base) {
            String one = base + "/:domain_id";
            gate.on(service)
                    .get(base, this::list)
                    .post(base, this::create)
                    .get(one, this::get)
                    .patch(one, this::update)
                    .delete(one, this::delete)
                    .post(one + "/verify", this::verify)
                    .get(one + "/zone-file", this::zoneFile)
                    .get(one + "/setup-link", this::setupLink);
        }

        private Answer list(Caller caller, Call call) {
            PageRequest page = ListQuery.page(call.query());
            return Answer.json(
                    ListQuery.answer("domains", page, domains.list(caller, pod.apply(call), page), DomainFields::item));
        }

        private Answer create(Caller caller, Call call) {
            return Answer.json(DomainFields.full(domains.create(caller, pod.apply(call), wish(call.body()))));
        }

        private Answer get(Caller caller, Call call) {
            return Answer.json(DomainFields.full(domains.get(caller, pod.apply(call), domain.apply(call))));
        }

        private Answer update(Caller caller, Call call) {
            UpdateDomain change = change(call.body());
            return Answer.json(DomainFields.full(domains.update(caller, pod.apply(call), domain.apply(call), change)));
        }

        private Answer delete(Caller caller, Call call) {
            domains.delete(caller, pod.apply(call), domain.apply(call));
            return Answer.empty(204);
        }

        private Answer verify(Caller caller, Call call) {
            domains.verify(caller, pod.apply(call), domain.apply(call));
            return Answer.empty(204);
        }

        private Answer zoneFile(Caller caller, Call call) {
            MailDomain name = domain.apply(call);
            byte[] text = domains.zoneFile(caller, pod.apply(call), name).getBytes(StandardCharsets.US_ASCII);
            return new Answer(
                    200,
                    Map.of("Content-Disposition", "attachment; filename=\"" + name + ".zone\""),
                    new Answer.Content.Octets(
                            new ByteArrayInputStream(text), "application/octet-stream", OptionalLong.of(text.length)));
        }

        /** No provider of DNS is set up by a link here; clients fall back to showing the records. */
        private Answer setupLink(Caller caller, Call call) {
            domains.get(caller, pod.apply(call), domain.apply(call));
            return Answer.json(Map.of("supported", false));
        }
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
