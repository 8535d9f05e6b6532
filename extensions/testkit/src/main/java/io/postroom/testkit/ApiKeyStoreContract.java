package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.ApiKey;
import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.ApiKeyStore;
import io.postroom.core.account.KeyHash;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Permissions;
import io.postroom.core.account.Scope;
import io.postroom.core.page.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ApiKeyStore} does. */
public interface ApiKeyStoreContract {
    Scope EVERYTHING = new Scope.WholeOrganization();

    /** The store under test, empty at the start of each test. */
    ApiKeyStore store();

    @Test
    default void findsAKeyByIdAndByHash() {
        ApiKey key = Fixtures.apiKey(1);

        store().save(key);

        assertThat(store().find(Fixtures.ORGANIZATION, key.id())).contains(key);
        assertThat(store().findByHash(KeyHash.of(Fixtures.secret(1)))).contains(key);
    }

    @Test
    default void findsNothingForAnUnknownIdOrHash() {
        store().save(Fixtures.apiKey(1));

        assertThat(store().find(Fixtures.ORGANIZATION, new ApiKeyId(Fixtures.uuid(2))))
                .isEmpty();
        assertThat(store().findByHash(KeyHash.of(Fixtures.secret(2)))).isEmpty();
    }

    @Test
    default void doesNotFindAKeyInAnotherOrganization() {
        ApiKey key = Fixtures.apiKey(1);

        store().save(key);

        assertThat(store().find(Fixtures.OTHER_ORGANIZATION, key.id())).isEmpty();
        assertThat(store().list(Fixtures.OTHER_ORGANIZATION, EVERYTHING, PageRequest.first())
                        .items())
                .isEmpty();
    }

    @Test
    default void keepsEveryKindOfScopeAndPermissions() {
        List<Scope> scopes = List.of(
                new Scope.WholeOrganization(),
                new Scope.OnePod(Fixtures.OTHER_POD),
                new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT));
        List<Permissions> permissions = List.of(
                Permissions.UNRESTRICTED,
                new Permissions.Only(Set.of()),
                new Permissions.Only(Set.of(Permission.values())));
        int number = 0;
        for (Scope scope : scopes) {
            for (Permissions granted : permissions) {
                ApiKey key = with(
                        Fixtures.apiKey(++number), scope, granted, "key", Optional.of(Fixtures.NOW.plusSeconds(60)));

                store().save(key);

                assertThat(store().find(key.organization(), key.id())).contains(key);
                assertThat(store().findByHash(key.hash())).contains(key);
            }
        }
    }

    @Test
    default void keepsOddNamesOfKeys() {
        for (String name : OddStrings.LINES) {
            ApiKey key = with(
                    Fixtures.apiKey(1),
                    new Scope.WholeOrganization(),
                    Permissions.UNRESTRICTED,
                    name,
                    Optional.empty());

            store().save(key);

            assertThat(store().find(key.organization(), key.id())).contains(key);
        }
    }

    @Test
    default void changesNameAndPermissionsOfAKey() {
        ApiKey key = Fixtures.apiKey(1);
        Permissions reading = new Permissions.Only(Set.of(Permission.INBOX_READ));
        ApiKey changed = key.with("renamed", reading, Fixtures.NOW.plusSeconds(9));
        Instant used = Fixtures.NOW.plusSeconds(3600);
        store().save(key);
        store().noteUse(key, used);

        store().update(changed);

        assertThat(store().find(key.organization(), key.id())).contains(changed.withUsedAt(used));
        assertThat(store().findByHash(key.hash())).contains(changed.withUsedAt(used));
        assertThat(store().list(key.organization(), EVERYTHING, PageRequest.first())
                        .items())
                .containsExactly(changed.withUsedAt(used));
    }

    @Test
    default void bringsNoDeletedKeyBackByChangingIt() {
        ApiKey key = Fixtures.apiKey(1);
        store().save(key);
        store().delete(key);

        store().update(key.with("renamed", key.permissions(), Fixtures.NOW));

        assertThat(store().find(key.organization(), key.id())).isEmpty();
        assertThat(store().findByHash(key.hash())).isEmpty();
    }

    @Test
    default void listsTheKeysThatReachNoFurther() {
        ApiKey whole = Fixtures.apiKey(1);
        ApiKey pod = scoped(2, new Scope.OnePod(Fixtures.POD));
        ApiKey support = scoped(3, new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT));
        ApiKey sales = scoped(4, new Scope.OneInbox(Fixtures.POD, Fixtures.SALES));
        ApiKey other = scoped(5, new Scope.OnePod(Fixtures.OTHER_POD));
        List<ApiKey> all = List.of(whole, pod, support, sales, other);
        all.forEach(store()::save);

        for (Scope within : List.of(EVERYTHING, pod.scope(), support.scope(), other.scope())) {
            assertThat(PageWalk.oldestFirst(2, page -> store().list(Fixtures.ORGANIZATION, within, page)))
                    .containsExactlyElementsOf(all.stream()
                            .filter(key -> within.covers(key.scope()))
                            .toList());
            assertThat(store().count(Fixtures.ORGANIZATION, within))
                    .isEqualTo(all.stream()
                            .filter(key -> within.covers(key.scope()))
                            .count());
        }
        assertThat(store().count(Fixtures.OTHER_ORGANIZATION, EVERYTHING)).isZero();
        store().delete(support);
        assertThat(store().list(Fixtures.ORGANIZATION, support.scope(), PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(store().list(Fixtures.ORGANIZATION, pod.scope(), PageRequest.first())
                        .items())
                .containsExactly(sales, pod);
        assertThat(store().count(Fixtures.ORGANIZATION, pod.scope())).isEqualTo(2);
    }

    private static ApiKey scoped(int number, Scope scope) {
        ApiKey key = Fixtures.apiKey(number);
        return with(key, scope, key.permissions(), key.name(), key.expiresAt());
    }

    @Test
    default void notesWhenAKeyWasUsed() {
        ApiKey key = Fixtures.apiKey(1);
        Instant used = Fixtures.NOW.plusSeconds(3600);
        store().save(key);

        store().noteUse(key, used);

        assertThat(store().find(key.organization(), key.id())).contains(key.withUsedAt(used));
        assertThat(store().findByHash(key.hash())).contains(key.withUsedAt(used));
    }

    @Test
    default void doesNotBringADeletedKeyBackByNotingItsUse() {
        ApiKey key = Fixtures.apiKey(1);
        store().save(key);
        store().delete(key);

        store().noteUse(key, Fixtures.NOW.plusSeconds(3600));

        assertThat(store().find(key.organization(), key.id())).isEmpty();
        assertThat(store().findByHash(key.hash())).isEmpty();
        assertThat(store().list(key.organization(), EVERYTHING, PageRequest.first())
                        .items())
                .isEmpty();
    }

    @Test
    default void listsKeysOfOneMomentInBothDirections() {
        List<ApiKey> keys = new ArrayList<>();
        for (int number = 1; number <= 25; number++) {
            keys.add(Fixtures.apiKey(number, Fixtures.NOW.plusMillis(number / 10)));
        }
        keys.forEach(store()::save);

        List<ApiKey> oldestFirst =
                PageWalk.oldestFirst(7, page -> store().list(Fixtures.ORGANIZATION, EVERYTHING, page));
        List<ApiKey> newestFirst =
                PageWalk.newestFirst(7, page -> store().list(Fixtures.ORGANIZATION, EVERYTHING, page));

        List<ApiKey> reversed = new ArrayList<>(keys);
        Collections.reverse(reversed);
        assertThat(oldestFirst).containsExactlyElementsOf(keys);
        assertThat(newestFirst).containsExactlyElementsOf(reversed);
    }

    @Test
    default void forgetsADeletedKeyInEveryLookUp() {
        ApiKey key = Fixtures.apiKey(1);
        ApiKey other = Fixtures.apiKey(2);
        store().save(key);
        store().save(other);

        store().delete(key);
        store().delete(key);

        assertThat(store().find(key.organization(), key.id())).isEmpty();
        assertThat(store().findByHash(key.hash())).isEmpty();
        assertThat(store().list(key.organization(), EVERYTHING, PageRequest.first())
                        .items())
                .containsExactly(other);
    }

    private static ApiKey with(
            ApiKey key, Scope scope, Permissions permissions, String name, Optional<Instant> expiresAt) {
        return new ApiKey(
                key.id(),
                key.organization(),
                scope,
                permissions,
                name,
                key.prefix(),
                key.hash(),
                key.usedAt(),
                expiresAt,
                key.createdAt(),
                key.updatedAt());
    }
}
