package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.error.RefusedException;
import io.postroom.core.page.PageRequest;
import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.Refusals;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Query;
import io.postroom.routes.Right;
import java.time.Instant;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/refusals}, and the same of one pod or inbox: mail that did not come in, and why. */
public final class RefusalRoutes implements PublicRoutes {
    private static final String BASE = "/refusals";

    private final V0Gate gate;
    private final Refusals refusals;

    @Inject
    public RefusalRoutes(V0Gate gate, Refusals refusals) {
        this.gate = gate;
        this.refusals = refusals;
    }

    @Override
    public String getBasePath() {
        return Mount.ORGANIZATION.path() + BASE;
    }

    @Override
    public void define(Service service) {
        for (Mount mount : Mount.values()) {
            gate.on(service, mount).get(BASE, Right.to(Permission.MESSAGE_READ), this::list);
        }
    }

    private record RefusalJson(
            String organizationId,
            String podId,
            String inboxId,
            String refusalId,
            String reason,
            String detail,
            boolean temporary,
            Optional<String> from,
            String sender,
            String client,
            Optional<String> helo,
            int omitted,
            Instant createdAt) {

        static RefusalJson of(Refusal refusal) {
            return new RefusalJson(
                    refusal.organization().toString(),
                    refusal.pod().toString(),
                    refusal.inbox().value(),
                    refusal.id(),
                    refusal.reason().wireName(),
                    refusal.detail(),
                    refusal.reason().isTemporary(),
                    refusal.attempt().from(),
                    refusal.attempt().sender(),
                    refusal.attempt().client(),
                    refusal.attempt().helo(),
                    refusal.omitted(),
                    refusal.at());
        }
    }

    private Answer list(Caller caller, Call call) {
        Query query = call.query();
        PageRequest page = ListQuery.page(query);
        return Answer.json(ListQuery.answer(
                "refusals",
                page,
                refusals.list(
                        caller, inbox(query), ListQuery.time(query, "before"), ListQuery.time(query, "after"), page),
                RefusalJson::of));
    }

    /** What can be no inbox is answered like one that is not there. */
    private static Optional<InboxId> inbox(Query query) {
        return query.first("inbox_id")
                .map(text -> InboxId.tryParse(text).orElseThrow(() -> RefusedException.notFound("Inbox")));
    }
}
