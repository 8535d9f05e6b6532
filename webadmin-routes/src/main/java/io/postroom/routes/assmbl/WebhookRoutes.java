package io.postroom.routes.assmbl;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.webhook.MailNotices;
import io.postroom.core.webhook.MailNotices.Shown;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Right;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /webhook}: the one that is called when mail comes to the agent. Its path is not published, and chosen here. */
public final class WebhookRoutes implements PublicRoutes {
    private static final String PATH = "/webhook";
    private static final Right WRITE =
            Right.to(Permission.WEBHOOK_CREATE, Permission.WEBHOOK_UPDATE, Permission.MESSAGE_READ);

    private final AssmblGate gate;
    private final MailNotices notices;

    @Inject
    public WebhookRoutes(AssmblGate gate, MailNotices notices) {
        this.gate = gate;
        this.notices = notices;
    }

    @Override
    public String getBasePath() {
        return PATH;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .get(PATH, Right.to(Permission.WEBHOOK_READ), this::get)
                .put(PATH, WRITE, this::put)
                .delete(PATH, Right.to(Permission.WEBHOOK_DELETE), this::delete);
    }

    private Answer get(Caller caller, Call call) {
        return Answer.json(WebhookJson.of(notices.get(caller)));
    }

    private Answer put(Caller caller, Call call) {
        JsonFields body = call.body().withoutNulls();
        MailNotices.Wish wish = new MailNotices.Wish(
                body.value("url", MailNotices::url),
                body.flag("enabled").orElse(true),
                body.flag("rotate_secret").orElse(false));
        return Answer.json(WebhookJson.of(Optional.of(notices.put(caller, wish))));
    }

    /** @param url null if there is no webhook */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record WebhookJson(
            Optional<String> url,
            boolean enabled,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> signingSecret) {

        static WebhookJson of(Optional<Shown> shown) {
            return new WebhookJson(
                    shown.map(webhook -> webhook.url().toString()),
                    shown.map(Shown::enabled).orElse(false),
                    shown.flatMap(Shown::newSecret));
        }
    }

    private Answer delete(Caller caller, Call call) {
        notices.delete(caller);
        return Answer.empty(204);
    }
}
