package io.postroom.routes.inboxai;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postroom.core.account.ApiKey;
import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.Caller;
import io.postroom.core.account.CreateApiKey;
import io.postroom.core.account.MintedKey;
import io.postroom.core.account.Permission;
import io.postroom.core.page.PageNumber;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Right;
import java.time.Instant;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /api/v0/api-keys}: make, list and revoke keys. */
public final class ApiKeyRoutes implements PublicRoutes {
    private static final String BASE = "/api-keys";
    private static final String SECRET_PREFIX = "inai_";

    private final InboxAiGate gate;
    private final ApiKeys keys;

    @Inject
    public ApiKeyRoutes(InboxAiGate gate, ApiKeys keys) {
        this.gate = gate;
        this.keys = keys;
    }

    @Override
    public String getBasePath() {
        return InboxAiGate.BASE + BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .get(BASE, Right.to(Permission.API_KEY_READ), this::list)
                .post(BASE, Right.to(Permission.API_KEY_CREATE), this::create)
                .delete(BASE + "/:key_id", Right.to(Permission.API_KEY_DELETE), this::delete);
    }

    /** @param key the secret, in the answer to its creation only */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record KeyJson(
            String keyId,
            String name,
            String prefix,

            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> key,

            Optional<Instant> usedAt,
            Instant createdAt) {

        static KeyJson of(ApiKey key) {
            return of(key, Optional.empty());
        }

        static KeyJson of(ApiKey key, Optional<String> secret) {
            return new KeyJson(Ids.of(key.id()), key.name(), key.prefix(), secret, key.usedAt(), key.createdAt());
        }
    }

    private Answer list(Caller caller, Call call) {
        PageNumber page = Pages.asked(call.query());
        return Pages.answer(page, keys.list(caller, page), KeyJson::of);
    }

    /** This dialect has no word for permissions or an end: a key is given those of the key that makes it. */
    private Answer create(Caller caller, Call call) {
        CreateApiKey wish = new CreateApiKey(
                call.body().withoutNulls().requiredText("name"),
                caller.key().permissions(),
                caller.key().expiresAt(),
                SECRET_PREFIX);
        MintedKey made = keys.create(caller, wish);
        return Answer.json(201, KeyJson.of(made.key(), Optional.of(made.secret())));
    }

    private Answer delete(Caller caller, Call call) {
        keys.delete(caller, Ids.key(call));
        return Answer.empty(204);
    }
}
