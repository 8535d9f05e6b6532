package io.postroom.routes.assmbl;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.webhook.NoticeRules;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Right;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /notifications}: the rules by which others are told of the agent's mail. */
public final class NotificationRoutes implements PublicRoutes {
    private static final String PATH = "/notifications";
    private static final Right WRITE = Right.to(
            Permission.WEBHOOK_CREATE, Permission.WEBHOOK_UPDATE, Permission.WEBHOOK_DELETE, Permission.MESSAGE_READ);

    private final AssmblGate gate;
    private final NoticeRules rules;

    @Inject
    public NotificationRoutes(AssmblGate gate, NoticeRules rules) {
        this.gate = gate;
        this.rules = rules;
    }

    @Override
    public String getBasePath() {
        return PATH;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .get(PATH, Right.to(Permission.WEBHOOK_READ), this::list)
                .put(PATH, WRITE, this::replace);
    }

    private Answer list(Caller caller, Call call) {
        return answer(rules.list(caller));
    }

    private Answer replace(Caller caller, Call call) {
        return answer(rules.replace(caller, RuleJson.read(call.body().withoutNulls())));
    }

    private static Answer answer(List<NoticeRules.Shown> shown) {
        return Answer.json(Map.of("rules", shown.stream().map(RuleJson::of).toList()));
    }
}
