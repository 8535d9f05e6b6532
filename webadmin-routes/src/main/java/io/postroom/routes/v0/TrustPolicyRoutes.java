package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.PodId;
import io.postroom.core.policy.Suspicion;
import io.postroom.core.policy.Treatment;
import io.postroom.core.policy.TrustPolicies;
import io.postroom.core.policy.TrustPolicy;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Right;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/trust-policy}, and the same of one pod or inbox: what is done with mail whose sender is not proved. */
public final class TrustPolicyRoutes implements PublicRoutes {
    private static final String BASE = "/trust-policy";

    private final V0Gate gate;
    private final TrustPolicies policies;

    @Inject
    public TrustPolicyRoutes(V0Gate gate, TrustPolicies policies) {
        this.gate = gate;
        this.policies = policies;
    }

    @Override
    public String getBasePath() {
        return Mount.ORGANIZATION.path() + BASE;
    }

    @Override
    public void define(Service service) {
        for (Mount mount : Mount.values()) {
            gate.on(service, mount)
                    .get(BASE, Right.to(Permission.LIST_ENTRY_READ), this::get)
                    .patch(BASE, Right.to(Permission.LIST_ENTRY_CREATE), this::update)
                    .delete(BASE, Right.to(Permission.LIST_ENTRY_DELETE), this::delete);
        }
    }

    private record PolicyJson(
            String organizationId,
            Optional<String> podId,
            Optional<String> inboxId,
            Map<String, String> own,
            Map<String, String> effective) {

        static PolicyJson of(Caller caller, TrustPolicies.Shown shown) {
            return new PolicyJson(
                    caller.organization().id().toString(),
                    shown.scope().withinPod().map(PodId::toString),
                    shown.scope().withinInbox().map(InboxId::value),
                    words(shown.own()),
                    words(shown.effective()));
        }

        private static Map<String, String> words(TrustPolicy policy) {
            Map<String, String> words = new LinkedHashMap<>();
            policy.treatments().forEach((suspicion, word) -> words.put(suspicion.wireName(), word.wireName()));
            return words;
        }
    }

    private Answer get(Caller caller, Call call) {
        return Answer.json(PolicyJson.of(caller, policies.get(caller)));
    }

    private Answer update(Caller caller, Call call) {
        JsonFields body = call.body();
        Map<Suspicion, Optional<Treatment>> changes = new EnumMap<>(Suspicion.class);
        for (Suspicion suspicion : Suspicion.values()) {
            if (body.has(suspicion.wireName())) {
                changes.put(suspicion, word(body, suspicion));
            }
        }
        return Answer.json(PolicyJson.of(caller, policies.update(caller, changes)));
    }

    /** Empty for {@code null}: a wider scope decides from now on. */
    private static Optional<Treatment> word(JsonFields body, Suspicion suspicion) {
        String name = suspicion.wireName();
        return body.isNull(name) ? Optional.empty() : body.value(name, suspicion::treatment);
    }

    private Answer delete(Caller caller, Call call) {
        policies.delete(caller);
        return Answer.empty(204);
    }
}
