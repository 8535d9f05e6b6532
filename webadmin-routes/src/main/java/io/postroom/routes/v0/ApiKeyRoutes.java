package io.postroom.routes.v0;

import io.postroom.core.account.ApiKey;
import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.Caller;
import io.postroom.core.account.CreateApiKey;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.MintedKey;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Permissions;
import io.postroom.core.account.PodId;
import io.postroom.core.account.UpdateApiKey;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Right;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/api-keys}, and the same of one pod or inbox: make, list, change and revoke the bearer keys that reach no further. */
public final class ApiKeyRoutes implements PublicRoutes {
    private static final String BASE = "/api-keys";
    private static final String ONE = BASE + "/:api_key_id";
    private static final Right READ = Right.to(Permission.API_KEY_READ);
    private static final String UNNAMED = "API key";
    private static final String BEARER = "bearer";
    private static final Map<String, Permission> PERMISSIONS =
            Stream.of(Permission.values()).collect(Collectors.toMap(Permission::wireName, Function.identity()));

    /** As clients before July 2026 call them: who reads or deletes a thread does so with its messages. */
    private static final Map<String, Permission> OLDER =
            Map.of("thread_read", Permission.MESSAGE_READ, "thread_delete", Permission.MESSAGE_DELETE);

    private final V0Gate gate;
    private final ApiKeys keys;

    @Inject
    public ApiKeyRoutes(V0Gate gate, ApiKeys keys) {
        this.gate = gate;
        this.keys = keys;
    }

    @Override
    public String getBasePath() {
        return Mount.ORGANIZATION.path() + BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service, Mount.ORGANIZATION).get(ONE, READ, this::get);
        for (Mount mount : Mount.values()) {
            gate.on(service, mount)
                    .get(BASE, READ, this::list)
                    .post(BASE, Right.to(Permission.API_KEY_CREATE), this::create)
                    .patch(ONE, Right.to(Permission.API_KEY_UPDATE), this::update)
                    .delete(ONE, Right.to(Permission.API_KEY_DELETE), this::delete);
        }
    }

    /** @param apiKey the secret, in the answer to its creation only */
    private record KeyJson(
            String type,
            String apiKeyId,
            Optional<String> apiKey,
            String prefix,
            String name,
            Optional<String> podId,
            Optional<String> inboxId,
            Optional<Map<String, Boolean>> permissions,
            Optional<Instant> usedAt,
            Optional<Instant> expiresAt,
            Instant createdAt,
            Instant updatedAt) {

        static KeyJson of(ApiKey key) {
            return of(key, Optional.empty());
        }

        static KeyJson of(MintedKey minted) {
            return of(minted.key(), Optional.of(minted.secret()));
        }

        private static KeyJson of(ApiKey key, Optional<String> secret) {
            return new KeyJson(
                    BEARER,
                    key.id().toString(),
                    secret,
                    key.prefix(),
                    key.name(),
                    key.scope().withinPod().map(PodId::toString),
                    key.scope().withinInbox().map(InboxId::value),
                    key.permissions() instanceof Permissions.Only only ? Optional.of(granted(only)) : Optional.empty(),
                    key.usedAt(),
                    key.expiresAt(),
                    key.createdAt(),
                    key.updatedAt());
        }

        private static Map<String, Boolean> granted(Permissions.Only only) {
            Map<String, Boolean> granted = new TreeMap<>();
            only.granted().forEach(permission -> granted.put(permission.wireName(), true));
            return granted;
        }
    }

    private Answer list(Caller caller, Call call) {
        PageRequest page = ListQuery.page(call.query());
        Page<ApiKey> found = keys.list(caller, page);
        Page<ApiKey> shown = wantsBearer(call.query().first("type")) ? found : new Page<>(List.of(), Optional.empty());
        return Answer.json(ListQuery.answer("api_keys", page, shown, KeyJson::of));
    }

    /** Public keys are the other type; there are none here. */
    private static boolean wantsBearer(Optional<String> type) {
        if (type.filter(text -> !text.equals(BEARER) && !text.equals("public_key"))
                .isPresent()) {
            throw RefusedException.invalid("type", "type is bearer or public_key");
        }
        return type.map(BEARER::equals).orElse(true);
    }

    private Answer create(Caller caller, Call call) {
        JsonFields body = call.body();
        if (body.has("public_key")) {
            throw new RefusedException(
                    Reason.UNPROCESSABLE, "This server has no public keys yet; leave public_key out");
        }
        CreateApiKey wish = new CreateApiKey(
                body.text("name").orElse(UNNAMED),
                body.object("permissions").map(ApiKeyRoutes::permissions).orElse(Permissions.UNRESTRICTED),
                body.time("expires_at"));
        return Answer.json(KeyJson.of(keys.create(caller, wish)));
    }

    private static Permissions permissions(JsonFields object) {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        for (String name : object.names()) {
            Permission permission = Optional.ofNullable(PERMISSIONS.get(name))
                    .or(() -> Optional.ofNullable(OLDER.get(name)))
                    .orElseThrow(() -> object.problem(name, "unrecognized_keys", "there is no such permission"));
            if (object.flag(name).orElse(false)) {
                granted.add(permission);
            }
        }
        return new Permissions.Only(granted);
    }

    private Answer get(Caller caller, Call call) {
        return Answer.json(KeyJson.of(keys.get(caller, Ids.key(call))));
    }

    private Answer update(Caller caller, Call call) {
        JsonFields body = call.body();
        UpdateApiKey change =
                new UpdateApiKey(body.text("name"), body.object("permissions").map(ApiKeyRoutes::permissions));
        return Answer.json(KeyJson.of(keys.update(caller, Ids.key(call), change)));
    }

    private Answer delete(Caller caller, Call call) {
        keys.delete(caller, Ids.key(call));
        return Answer.empty(204);
    }
}
