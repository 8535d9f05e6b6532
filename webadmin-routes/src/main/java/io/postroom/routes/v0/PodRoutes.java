package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.CreatePod;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Pod;
import io.postroom.core.account.Pods;
import io.postroom.core.page.PageRequest;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Right;
import java.time.Instant;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/pods}: create, list, show and delete pods. What is in a pod is with the routes of its kind. */
public final class PodRoutes implements PublicRoutes {
    private static final String BASE = "/v0/pods";
    private static final Right READ = Right.to(Permission.POD_READ).beyondAnInbox();

    private final V0Gate gate;
    private final Pods pods;

    @Inject
    public PodRoutes(V0Gate gate, Pods pods) {
        this.gate = gate;
        this.pods = pods;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .get(BASE, READ, this::list)
                .post(BASE, Right.to(Permission.POD_CREATE).wholeOrganization(), this::create)
                .get(BASE + "/:pod_id", READ, this::get)
                .delete(BASE + "/:pod_id", Right.to(Permission.POD_DELETE).beyondAnInbox(), this::delete);
    }

    private record PodJson(
            String organizationId,
            String podId,
            String name,
            Optional<String> clientId,
            Instant updatedAt,
            Instant createdAt) {

        static PodJson of(Pod pod) {
            return new PodJson(
                    pod.organization().toString(),
                    pod.id().toString(),
                    pod.name(),
                    pod.clientId().map(ClientId::value),
                    pod.updatedAt(),
                    pod.createdAt());
        }
    }

    private Answer list(Caller caller, Call call) {
        PageRequest page = ListQuery.page(call.query());
        return Answer.json(ListQuery.answer("pods", page, pods.list(caller, page), PodJson::of));
    }

    private Answer create(Caller caller, Call call) {
        JsonFields body = call.optionalBody();
        CreatePod wish = new CreatePod(body.text("name"), body.value("client_id", ClientId::new));
        return Answer.json(PodJson.of(pods.create(caller, wish)));
    }

    private Answer get(Caller caller, Call call) {
        return Answer.json(PodJson.of(pods.get(caller, Ids.podName(call))));
    }

    private Answer delete(Caller caller, Call call) {
        pods.delete(caller, Ids.podName(call));
        return Answer.empty(204);
    }
}
