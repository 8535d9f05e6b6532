package io.postroom.routes.inboxai;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postroom.core.account.Caller;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.Permission;
import io.postroom.core.domain.CreateDomain;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.domain.Domains;
import io.postroom.core.domain.VerificationRecord;
import io.postroom.core.page.PageNumber;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Right;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /api/v0/domains}: create, list, show, verify and delete domains. */
public final class DomainRoutes implements PublicRoutes {
    private static final String BASE = "/domains";
    private static final String ONE = BASE + "/:domain_id";
    private static final Right READ = Right.to(Permission.DOMAIN_READ).beyondAnInbox();

    private final InboxAiGate gate;
    private final Domains domains;

    @Inject
    public DomainRoutes(InboxAiGate gate, Domains domains) {
        this.gate = gate;
        this.domains = domains;
    }

    @Override
    public String getBasePath() {
        return InboxAiGate.BASE + BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .get(BASE, READ, this::list)
                .post(BASE, Right.to(Permission.DOMAIN_CREATE).beyondAnInbox(), this::create)
                .get(ONE, READ, this::get)
                .delete(ONE, Right.to(Permission.DOMAIN_DELETE).beyondAnInbox(), this::delete)
                .post(ONE + "/verify", Right.to(Permission.DOMAIN_UPDATE).beyondAnInbox(), this::verify);
    }

    /** @param status whatever is not verified is pending: this dialect has no third word */
    private record DomainJson(
            String domainId,
            String status,
            boolean feedbackEnabled,
            List<RecordJson> records,
            Instant createdAt,
            Instant updatedAt) {

        static DomainJson of(Domain domain) {
            return new DomainJson(
                    domain.name().value(),
                    domain.isVerified() ? "VERIFIED" : "PENDING",
                    domain.options().feedback(),
                    domain.records().stream().map(RecordJson::of).toList(),
                    domain.createdAt(),
                    domain.updatedAt());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record RecordJson(String type, String name, String value, String status, Optional<Integer> priority) {
        static RecordJson of(VerificationRecord record) {
            return new RecordJson(
                    record.purpose().type(),
                    record.name(),
                    record.value(),
                    record.status().name(),
                    record.priority());
        }
    }

    private Answer list(Caller caller, Call call) {
        PageNumber page = Pages.asked(call.query());
        return Pages.answer(page, domains.list(caller, page), DomainJson::of);
    }

    private Answer create(Caller caller, Call call) {
        JsonFields body = call.body().withoutNulls();
        body.requiredText("domain");
        CreateDomain wish = new CreateDomain(
                body.value("domain", MailDomain::new).orElseThrow(),
                Optional.empty(),
                DomainOptions.USUAL.sharedWithProvider(),
                body.flag("feedback_enabled").orElse(true),
                DomainOptions.USUAL.subdomains(),
                false);
        return Answer.json(201, DomainJson.of(domains.create(caller, wish)));
    }

    private Answer get(Caller caller, Call call) {
        return Answer.json(DomainJson.of(domains.get(caller, Ids.domain(call))));
    }

    private Answer delete(Caller caller, Call call) {
        domains.delete(caller, Ids.domain(call));
        return Answer.empty(204);
    }

    private Answer verify(Caller caller, Call call) {
        return Answer.json(DomainJson.of(domains.verify(caller, Ids.domain(call))));
    }
}
