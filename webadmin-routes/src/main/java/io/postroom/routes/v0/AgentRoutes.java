package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.send.Address;
import io.postroom.core.signup.NewAgent;
import io.postroom.core.signup.SignUps;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.ClientAddresses;
import io.postroom.routes.Entrance;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Right;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/agent}: agents sign up without a key, and show the code that the person they named was sent. */
public final class AgentRoutes implements PublicRoutes {
    private static final String BASE = "/v0/agent";
    private static final int MAX_ORIGIN = 2048;

    private final V0Gate gate;
    private final Entrance entrance;
    private final ClientAddresses clients;
    private final SignUps signUps;

    @Inject
    public AgentRoutes(V0Gate gate, Entrance entrance, ClientAddresses clients, SignUps signUps) {
        this.gate = gate;
        this.entrance = entrance;
        this.clients = clients;
        this.signUps = signUps;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .postWithoutKey(BASE + "/sign-up", this::signUp)
                .post(BASE + "/verify", Right.ANY_KEY.wholeOrganization(), this::verify);
    }

    private record AgentJson(String organizationId, String inboxId, String apiKey) {
        static AgentJson of(NewAgent agent) {
            return new AgentJson(agent.organization().toString(), agent.inbox().value(), agent.secret());
        }
    }

    private Answer signUp(Call call) {
        entrance.countSignUp(call.client(clients));
        JsonFields body = call.body();
        body.requiredText("human_email");
        Address human = body.value("human_email", Address::parse).orElseThrow();
        String username = body.requiredText("username");
        body.value("source", AgentRoutes::origin);
        body.value("referrer", AgentRoutes::origin);
        return Answer.json(AgentJson.of(signUps.signUp(human, username)));
    }

    /** What programs say of themselves; checked, and not kept. */
    private static String origin(String text) {
        if (text.length() > MAX_ORIGIN) {
            throw new IllegalArgumentException("it has at most " + MAX_ORIGIN + " characters");
        }
        return text;
    }

    private Answer verify(Caller caller, Call call) {
        signUps.verify(caller, call.body().requiredText("otp_code"));
        return Answer.json(Map.of("verified", true));
    }
}
