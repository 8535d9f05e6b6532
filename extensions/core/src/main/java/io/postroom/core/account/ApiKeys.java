package io.postroom.core.account;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.page.Numbered;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageNumber;
import io.postroom.core.page.PageRequest;
import io.postroom.core.secret.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes keys, and tells who holds one. A caller has to do with keys that reach no further than itself.
 *
 * <p>Thread-safe. Calls block; an unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class ApiKeys {
    private static final String KIND = "API key";
    private static final int SHOWN_CHARACTERS = 10;
    /** So that a key that is used all the time costs a write a minute. */
    private static final Duration USED_AT_PRECISION = Duration.ofMinutes(1);

    private final ApiKeyStore keys;
    private final OrganizationStore organizations;
    private final Tokens tokens;
    private final Clock clock;

    public ApiKeys(ApiKeyStore keys, OrganizationStore organizations, Tokens tokens, Clock clock) {
        this.keys = keys;
        this.organizations = organizations;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Who presents {@code secret}; notes that the key was used.
     *
     * @throws RefusedException {@link Reason#UNKNOWN_KEY} if no living key has it, {@link Reason#SUSPENDED} if its organisation is
     */
    public Caller authenticate(String secret) {
        Instant now = now();
        ApiKey key = keys.findByHash(KeyHash.of(secret))
                .filter(found -> !found.isExpiredAt(now))
                .orElseThrow(ApiKeys::unknown);
        Organization organization = living(key);
        noteUse(key, now);
        return new Caller(organization, key);
    }

    /**
     * A caller who was let in before, as it is now and confined as it was; does not count as a use of the key.
     *
     * @throws RefusedException as {@link #authenticate}
     */
    public Caller renew(Caller caller) {
        ApiKey key = keys.find(caller.organization().id(), caller.key().id())
                .filter(found -> !found.isExpiredAt(clock.instant()))
                .orElseThrow(ApiKeys::unknown);
        return new Caller(living(key), key, caller.scope());
    }

    private Organization living(ApiKey key) {
        Organization organization = organizations.find(key.organization()).orElseThrow(ApiKeys::unknown);
        if (organization.suspended()) {
            throw new RefusedException(Reason.SUSPENDED, "This organization is suspended");
        }
        return organization;
    }

    /** The whole organisation's key without restriction, for the operator to hand out. */
    public MintedKey createRoot(Organization organization, String name) {
        return mint(
                organization.id(),
                new Scope.WholeOrganization(),
                new CreateApiKey(name, Permissions.UNRESTRICTED, Optional.empty()));
    }

    /**
     * A key that reaches as far as the caller does here.
     *
     * @throws RefusedException if the caller may not make keys, or would grant what it lacks
     */
    public MintedKey create(Caller caller, CreateApiKey wish) {
        caller.require(Permission.API_KEY_CREATE);
        requireAll(caller, wish.permissions(), "A key cannot grant permissions that it does not have");
        checkEnd(caller, wish);
        return mint(caller.organization().id(), caller.scope(), wish);
    }

    /** Those that reach no further than the caller does here. */
    public Page<ApiKey> list(Caller caller, PageRequest request) {
        caller.require(Permission.API_KEY_READ);
        return keys.list(caller.organization().id(), caller.scope(), request);
    }

    /** A page of the same by number, the newest first. */
    public Numbered<ApiKey> list(Caller caller, PageNumber page) {
        caller.require(Permission.API_KEY_READ);
        long total = keys.count(caller.organization().id(), caller.scope());
        return Numbered.walk(total, page, request -> list(caller, request));
    }

    public ApiKey get(Caller caller, ApiKeyId id) {
        caller.require(Permission.API_KEY_READ);
        return find(caller, id);
    }

    /**
     * Changes name and permissions, from the next request on.
     *
     * @throws RefusedException if the key has, or would get, what the caller lacks
     */
    public ApiKey update(Caller caller, ApiKeyId id, UpdateApiKey change) {
        caller.require(Permission.API_KEY_UPDATE);
        ApiKey before = find(caller, id);
        requireAll(caller, before.permissions(), "A key cannot change a key with permissions that it does not have");
        Permissions permissions = change.permissions().orElse(before.permissions());
        requireAll(caller, permissions, "A key cannot grant permissions that it does not have");
        ApiKey after = before.with(checkedName(change.name().orElse(before.name())), permissions, now());
        keys.update(after);
        return after;
    }

    /** Revokes the key from now on. */
    public void delete(Caller caller, ApiKeyId id) {
        caller.require(Permission.API_KEY_DELETE);
        ApiKey key = find(caller, id);
        requireAll(caller, key.permissions(), "A key cannot revoke a key with permissions that it does not have");
        keys.delete(key);
    }

    /** Those of an organisation, for its operator. */
    public Page<ApiKey> listFor(Organization organization, PageRequest request) {
        return keys.list(organization.id(), new Scope.WholeOrganization(), request);
    }

    /** Revokes a key of an organisation, for its operator. */
    public void deleteFor(Organization organization, ApiKeyId id) {
        keys.delete(keys.find(organization.id(), id).orElseThrow(() -> RefusedException.notFound(KIND)));
    }

    /** The one key of an organisation from now on: those that it had are revoked. */
    public MintedKey replaceAll(Organization organization, String name, Permissions permissions) {
        new ApiKeyBelongings(keys).removeAll(organization);
        return mint(
                organization.id(),
                new Scope.WholeOrganization(),
                new CreateApiKey(name, permissions, Optional.empty()));
    }

    /** Lifts the restrictions of those keys of an organisation that have exactly these permissions. */
    public void unrestrict(Organization organization, Permissions permissions) {
        Page.forEach(request -> listFor(organization, request), key -> {
            if (key.permissions().equals(permissions)) {
                keys.update(key.with(key.name(), Permissions.UNRESTRICTED, now()));
            }
        });
    }

    private static void requireAll(Caller caller, Permissions permissions, String message) {
        if (!caller.key().permissions().include(permissions)) {
            boolean unrestricted = permissions instanceof Permissions.Unrestricted;
            throw new RefusedException(
                    unrestricted ? Reason.UNRESTRICTED_KEY_REQUIRED : Reason.PERMISSION_ESCALATION, message);
        }
    }

    private ApiKey find(Caller caller, ApiKeyId id) {
        return keys.find(caller.organization().id(), id)
                .filter(key -> caller.scope().covers(key.scope()))
                .orElseThrow(() -> RefusedException.notFound(KIND));
    }

    private void checkEnd(Caller caller, CreateApiKey wish) {
        if (wish.expiresAt().map(end -> !end.isAfter(now())).orElse(false)) {
            throw RefusedException.invalid("expires_at", "expires_at must lie in the future");
        }
        Optional<Instant> parentEnd = caller.key().expiresAt();
        boolean outlives = parentEnd.isPresent()
                && wish.expiresAt().map(end -> end.isAfter(parentEnd.get())).orElse(true);
        if (outlives) {
            throw RefusedException.invalid("expires_at", "a key cannot outlive the key that made it");
        }
    }

    private MintedKey mint(OrganizationId organization, Scope scope, CreateApiKey wish) {
        checkedName(wish.name());
        String secret = wish.secretPrefix() + tokens.next();
        ApiKey key = newKey(organization, scope, wish, secret, now());
        keys.save(key);
        return new MintedKey(key, secret);
    }

    private static String checkedName(String name) {
        if (name.isBlank() || name.length() > CreateApiKey.MAX_NAME) {
            throw RefusedException.invalid("name", "a name has 1 to " + CreateApiKey.MAX_NAME + " characters");
        }
        return name;
    }

    /** A new secret, {@code am_} and 43 characters. */
    public String newSecret() {
        return CreateApiKey.USUAL_PREFIX + tokens.next();
    }

    static ApiKey rootKey(Organization organization, String secret, String name, Instant now) {
        CreateApiKey wish = new CreateApiKey(name, Permissions.UNRESTRICTED, Optional.empty());
        return newKey(organization.id(), new Scope.WholeOrganization(), wish, secret, now);
    }

    private static ApiKey newKey(
            OrganizationId organization, Scope scope, CreateApiKey wish, String secret, Instant now) {
        return new ApiKey(
                new ApiKeyId(UUID.randomUUID()),
                organization,
                scope,
                wish.permissions(),
                wish.name(),
                secret.substring(0, SHOWN_CHARACTERS),
                KeyHash.of(secret),
                Optional.empty(),
                wish.expiresAt(),
                now,
                now);
    }

    private void noteUse(ApiKey key, Instant now) {
        boolean stale = key.usedAt()
                .map(used -> used.plus(USED_AT_PRECISION).isBefore(now))
                .orElse(true);
        if (stale) {
            keys.noteUse(key, now);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static RefusedException unknown() {
        return new RefusedException(Reason.UNKNOWN_KEY, "Forbidden");
    }
}
