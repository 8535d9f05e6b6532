package io.postroom.routes.operator;

import io.postroom.core.account.ApiKey;
import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.MintedKey;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.OrganizationRemoval;
import io.postroom.core.account.Organizations;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.JsonFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import spark.Service;

/** {@code /postroom/organizations}: create, list, suspend and delete organisations, and hand out and revoke their keys. */
public final class OrganizationRoutes implements Routes {
    private static final String BASE = OperatorPath.ROOT + "/organizations";
    private static final String ONE = BASE + "/:organization";
    private static final String KEYS = ONE + "/keys";
    private static final int ORGANIZATION = 2; // after postroom and organizations
    private static final int KEY = 4;
    private static final String UNNAMED = "root";

    private final Organizations organizations;
    private final OrganizationRemoval removal;
    private final ApiKeys keys;
    private final InboxStore inboxes;

    @Inject
    public OrganizationRoutes(
            Organizations organizations, OrganizationRemoval removal, ApiKeys keys, InboxStore inboxes) {
        this.organizations = organizations;
        this.removal = removal;
        this.keys = keys;
        this.inboxes = inboxes;
    }

    @Override
    public String getBasePath() {
        return OperatorPath.ROOT;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, OperatorPath.route(this::list));
        service.post(BASE, OperatorPath.route(this::create));
        service.get(ONE, OperatorPath.route(this::get));
        service.patch(ONE, OperatorPath.route(this::update));
        service.delete(ONE, OperatorPath.route(this::delete));
        service.get(KEYS, OperatorPath.route(this::listKeys));
        service.post(KEYS, OperatorPath.route(this::createKey));
        service.delete(KEYS + "/:key", OperatorPath.route(this::deleteKey));
    }

    private record OrganizationJson(
            String organizationId,
            String name,
            boolean suspended,
            int inboxCount,
            Instant createdAt,
            Instant updatedAt) {}

    private OrganizationJson shown(Organization organization) {
        return new OrganizationJson(
                organization.id().toString(),
                organization.name(),
                organization.suspended(),
                inboxes.count(organization.id()),
                organization.createdAt(),
                organization.updatedAt());
    }

    /** @param apiKey the secret, in the answer to its creation only */
    private record KeyJson(
            String apiKeyId,
            Optional<String> apiKey,
            String prefix,
            String name,
            Optional<Instant> usedAt,
            Optional<Instant> expiresAt,
            Instant createdAt) {

        static KeyJson of(ApiKey key, Optional<String> secret) {
            return new KeyJson(
                    key.id().toString(),
                    secret,
                    key.prefix(),
                    key.name(),
                    key.usedAt(),
                    key.expiresAt(),
                    key.createdAt());
        }
    }

    private Answer list(Call call) {
        return Answer.json(organizations.list().stream().map(this::shown).toList());
    }

    private Answer create(Call call) {
        return Answer.json(201, shown(organizations.create(call.body().requiredText("name"))));
    }

    private Answer get(Call call) {
        return Answer.json(shown(organization(call)));
    }

    private Organization organization(Call call) {
        return organizations.get(id(call));
    }

    private static OrganizationId id(Call call) {
        return OperatorPath.id(call, ORGANIZATION, "Organization", OrganizationId::parse);
    }

    private Answer update(Call call) {
        JsonFields body = call.body();
        boolean suspended = body.flag("suspended")
                .orElseThrow(() -> body.problem("suspended", "invalid_type", "true or false must be there"));
        return Answer.json(shown(organizations.setSuspended(id(call), suspended)));
    }

    private Answer delete(Call call) {
        removal.remove(id(call));
        return Answer.empty(204);
    }

    private Answer listKeys(Call call) {
        Organization organization = organization(call);
        List<KeyJson> shown = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
        while (next.isPresent()) {
            Page<ApiKey> page = keys.listFor(organization, next.get());
            page.items().forEach(key -> shown.add(KeyJson.of(key, Optional.empty())));
            next = page.next().map(place -> new PageRequest(PageRequest.MAX_LIMIT, Optional.of(place), false));
        }
        return Answer.json(shown);
    }

    private Answer createKey(Call call) {
        String name = call.optionalBody().text("name").orElse(UNNAMED);
        MintedKey minted = keys.createRoot(organization(call), name);
        return Answer.json(201, KeyJson.of(minted.key(), Optional.of(minted.secret())));
    }

    private Answer deleteKey(Call call) {
        keys.deleteFor(organization(call), OperatorPath.id(call, KEY, "API key", ApiKeyId::parse));
        return Answer.empty(204);
    }
}
