package io.postroom.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.page.PageRequest;
import io.postroom.core.secret.Tokens;
import io.postroom.store.memory.MemoryApiKeyStore;
import io.postroom.store.memory.MemoryOrganizationStore;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
    private static final Permissions READING =
            new Permissions.Only(Set.of(Permission.MESSAGE_READ, Permission.INBOX_READ));

    private final FixedClock clock = new FixedClock();
    private final MemoryApiKeyStore store = new MemoryApiKeyStore();
    private final MemoryOrganizationStore organizations = new MemoryOrganizationStore();
    private final ApiKeys keys = new ApiKeys(store, organizations, new Tokens(), clock);
    private final Caller root = Callers.unrestricted();

    @BeforeEach
    void organization() {
        organizations.save(Fixtures.organization());
    }

    @Test
    void knowsTheHolderOfAKeyItMade() {
        MintedKey minted = keys.create(root, wish(READING));

        Caller caller = keys.authenticate(minted.secret());

        assertThat(caller.organization()).isEqualTo(Fixtures.organization());
        assertThat(caller.key().permissions()).isEqualTo(READING);
        assertThat(minted.secret())
                .matches("am_[A-Za-z0-9_-]{43}")
                .startsWith(minted.key().prefix());
    }

    @Test
    void tellsWhatAHolderMayDoNow() {
        MintedKey minted = keys.create(root, wish(READING));
        Caller caller = keys.authenticate(minted.secret());
        Caller confined = caller.within(new Scope.OnePod(Fixtures.POD));
        assertThat(keys.renew(caller).key().permissions()).isEqualTo(READING);
        assertThat(keys.renew(confined).scope()).isEqualTo(confined.scope());

        organizations.save(Fixtures.organization().withSuspended(true, Fixtures.NOW));
        assertThat(refusal(() -> keys.renew(caller))).isEqualTo(Reason.SUSPENDED);
        organizations.save(Fixtures.organization());
        store.delete(minted.key());
        assertThat(refusal(() -> keys.renew(caller))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void saysWhoseKeysHaveChanged() {
        AccessSignal signal = new AccessSignal();
        List<OrganizationId> changed = new ArrayList<>();
        signal.listen(changed::add);
        ApiKeys watched = new ApiKeys(
                new WatchedApiKeyStore(store, signal),
                new WatchedOrganizationStore(organizations, signal),
                new Tokens(),
                clock);

        MintedKey minted = watched.create(root, wish(READING));
        watched.authenticate(minted.secret());
        assertThat(changed).hasSize(1);
        watched.update(root, minted.key().id(), new UpdateApiKey(Optional.of("other"), Optional.empty()));
        assertThat(changed).hasSize(2);
        watched.deleteFor(Fixtures.organization(), minted.key().id());

        assertThat(changed).hasSize(3).containsOnly(Fixtures.ORGANIZATION);
    }

    @Test
    void saysThatKeysMayHaveChangedWhereTheStoreDoesNotSay() {
        AccessSignal signal = new AccessSignal();
        List<OrganizationId> changed = new ArrayList<>();
        signal.listen(changed::add);
        Crashes crashes = new Crashes();
        ApiKeyStore watched = new WatchedApiKeyStore(crashes.wrap(ApiKeyStore.class, store), signal);
        ApiKey key = keys.create(root, wish(READING)).key();

        crashes.at(1, Crashes.Moment.AFTER);

        assertThatThrownBy(() -> watched.delete(key)).isInstanceOf(UncheckedIOException.class);
        assertThat(changed).containsExactly(Fixtures.ORGANIZATION);
    }

    @Test
    void keepsNoSecretAndShowsNone() {
        MintedKey minted = keys.create(root, wish(READING));

        assertThat(minted.toString()).doesNotContain(minted.secret());
        assertThat(store.find(Fixtures.ORGANIZATION, minted.key().id()).toString())
                .doesNotContain(minted.secret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "am_", "am_unknown", "no key of ours"})
    void refusesASecretThatNoKeyHas(String secret) {
        assertThat(refusal(() -> keys.authenticate(secret))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void refusesAKeyFromTheMomentItExpires() {
        Instant end = Fixtures.NOW.plusSeconds(60);
        MintedKey minted = keys.create(root, new CreateApiKey("k", READING, Optional.of(end)));

        clock.set(end.minusMillis(1));
        keys.authenticate(minted.secret());

        clock.set(end);
        assertThat(refusal(() -> keys.authenticate(minted.secret()))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void refusesEveryKeyOfASuspendedOrganization() {
        MintedKey minted = keys.create(root, wish(READING));
        organizations.save(Fixtures.organization().withSuspended(true, Fixtures.NOW));

        assertThat(refusal(() -> keys.authenticate(minted.secret()))).isEqualTo(Reason.SUSPENDED);
    }

    @Test
    void refusesAKeyOfAnOrganizationThatIsGone() {
        MintedKey minted = keys.create(root, wish(READING));
        organizations.delete(Fixtures.ORGANIZATION);

        assertThat(refusal(() -> keys.authenticate(minted.secret()))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void refusesARevokedKey() {
        MintedKey minted = keys.create(root, wish(READING));

        keys.delete(root, minted.key().id());

        assertThat(refusal(() -> keys.authenticate(minted.secret()))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void grantsNothingThatTheCallerLacks() {
        Caller limited = Callers.only(Permission.API_KEY_CREATE, Permission.MESSAGE_READ);

        keys.create(limited, wish(new Permissions.Only(Set.of(Permission.MESSAGE_READ))));

        assertThat(refusal(() -> keys.create(limited, wish(READING)))).isEqualTo(Reason.PERMISSION_ESCALATION);
        assertThat(refusal(() -> keys.create(limited, wish(Permissions.UNRESTRICTED))))
                .isEqualTo(Reason.UNRESTRICTED_KEY_REQUIRED);
    }

    @Test
    void revokesNoKeyThatIsStrongerThanTheCallers() {
        MintedKey strong = keys.create(root, wish(Permissions.UNRESTRICTED));

        assertThat(refusal(() -> keys.delete(
                        Callers.only(Permission.API_KEY_DELETE), strong.key().id())))
                .isEqualTo(Reason.UNRESTRICTED_KEY_REQUIRED);
    }

    @Test
    void makesNoKeyThatOutlivesTheCallers() {
        Caller mortal = Callers.until(Fixtures.NOW.plusSeconds(60));

        keys.create(mortal, new CreateApiKey("k", READING, Optional.of(Fixtures.NOW.plusSeconds(60))));

        assertThat(refusal(() -> keys.create(mortal, wish(READING)))).isEqualTo(Reason.INVALID);
        assertThat(refusal(() ->
                        keys.create(mortal, new CreateApiKey("k", READING, Optional.of(Fixtures.NOW.plusSeconds(61))))))
                .isEqualTo(Reason.INVALID);
        assertThat(refusal(() -> keys.create(root, new CreateApiKey("k", READING, Optional.of(Fixtures.NOW)))))
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void makesAKeyThatReachesAsFarAsItsMaker() {
        Caller inPod = root.within(new Scope.OnePod(Fixtures.OTHER_POD));

        assertThat(keys.create(inPod, wish(READING)).key().scope()).isEqualTo(new Scope.OnePod(Fixtures.OTHER_POD));
        assertThat(keys.create(Callers.of(Fixtures.SUPPORT), wish(READING))
                        .key()
                        .scope())
                .isEqualTo(new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT));
    }

    @Test
    void hasToDoWithKeysThatReachNoFurther() {
        ApiKey whole = keys.create(root, wish(READING)).key();
        ApiKey inPod = keys.create(Callers.of(Fixtures.POD), wish(READING)).key();
        ApiKey inInbox =
                keys.create(Callers.of(Fixtures.SUPPORT), wish(READING)).key();

        assertThat(listed(root)).containsExactlyInAnyOrder(whole, inPod, inInbox);
        assertThat(listed(Callers.of(Fixtures.POD))).containsExactlyInAnyOrder(inPod, inInbox);
        assertThat(listed(Callers.of(Fixtures.SUPPORT))).containsExactly(inInbox);
        assertThat(listed(Callers.of(Fixtures.SALES))).isEmpty();
        for (Caller narrow : new Caller[] {Callers.of(Fixtures.SALES), Callers.of(Fixtures.OTHER_POD)}) {
            assertThat(refusal(() -> keys.get(narrow, inInbox.id()))).isEqualTo(Reason.NOT_FOUND);
            assertThat(refusal(() -> keys.update(narrow, inInbox.id(), rename("x"))))
                    .isEqualTo(Reason.NOT_FOUND);
            assertThat(refusal(() -> keys.delete(narrow, inInbox.id()))).isEqualTo(Reason.NOT_FOUND);
        }
        assertThat(refusal(() -> keys.delete(Callers.of(Fixtures.POD), whole.id())))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void changesANameAndPermissions() {
        MintedKey minted = keys.create(root, wish(READING));
        clock.advance(Duration.ofSeconds(1));
        Permissions sending = new Permissions.Only(Set.of(Permission.MESSAGE_SEND));

        keys.update(root, minted.key().id(), rename("other"));
        ApiKey changed = keys.update(root, minted.key().id(), new UpdateApiKey(Optional.empty(), Optional.of(sending)));

        assertThat(changed.name()).isEqualTo("other");
        assertThat(changed.updatedAt()).isEqualTo(clock.instant());
        assertThat(keys.authenticate(minted.secret()).key().permissions()).isEqualTo(sending);
        assertThat(refusal(() -> keys.update(root, changed.id(), rename("")))).isEqualTo(Reason.INVALID);
    }

    @Test
    void changesNoKeyThatIsStrongerThanTheCallersAndGrantsNothingThatItLacks() {
        ApiKeyId strong =
                keys.create(root, wish(Permissions.UNRESTRICTED)).key().id();
        ApiKeyId reading = keys.create(root, wish(READING)).key().id();
        ApiKeyId none =
                keys.create(root, wish(new Permissions.Only(Set.of()))).key().id();
        Caller limited = Callers.only(Permission.API_KEY_UPDATE, Permission.INBOX_READ);

        assertThat(refusal(() -> keys.update(limited, strong, rename("x"))))
                .isEqualTo(Reason.UNRESTRICTED_KEY_REQUIRED);
        assertThat(refusal(() -> keys.update(limited, reading, rename("x")))).isEqualTo(Reason.PERMISSION_ESCALATION);
        assertThat(refusal(() -> keys.update(limited, none, grant(READING)))).isEqualTo(Reason.PERMISSION_ESCALATION);
        assertThat(refusal(() -> keys.update(limited, none, grant(Permissions.UNRESTRICTED))))
                .isEqualTo(Reason.UNRESTRICTED_KEY_REQUIRED);
        assertThat(refusal(() -> keys.update(Callers.only(Permission.API_KEY_READ), none, rename("x"))))
                .isEqualTo(Reason.MISSING_PERMISSION);
        keys.update(limited, none, grant(new Permissions.Only(Set.of(Permission.INBOX_READ))));
    }

    private static UpdateApiKey rename(String name) {
        return new UpdateApiKey(Optional.of(name), Optional.empty());
    }

    private static UpdateApiKey grant(Permissions permissions) {
        return new UpdateApiKey(Optional.empty(), Optional.of(permissions));
    }

    private List<ApiKey> listed(Caller caller) {
        return keys.list(caller, PageRequest.first()).items();
    }

    @Test
    void asksForPermission() {
        assertThat(refusal(() -> keys.list(Callers.only(Permission.INBOX_READ), PageRequest.first())))
                .isEqualTo(Reason.MISSING_PERMISSION);
    }

    @Test
    void showsNoKeyOfAnotherOrganization() {
        MintedKey minted = keys.create(root, wish(READING));

        assertThat(refusal(() -> keys.get(Callers.stranger(), minted.key().id())))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(() -> keys.delete(Callers.stranger(), minted.key().id())))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(keys.list(Callers.stranger(), PageRequest.first()).items()).isEmpty();
    }

    @Test
    void notesTheUseOfAKeyToTheMinute() {
        MintedKey minted = keys.create(root, wish(READING));
        keys.authenticate(minted.secret());
        clock.advance(Duration.ofSeconds(30));
        keys.authenticate(minted.secret());
        assertThat(keys.get(root, minted.key().id()).usedAt()).contains(Fixtures.NOW);

        clock.advance(Duration.ofSeconds(31));
        keys.authenticate(minted.secret());

        assertThat(keys.get(root, minted.key().id()).usedAt()).contains(Fixtures.NOW.plusSeconds(61));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 257})
    void refusesANameOfAnotherLength(int length) {
        assertThat(refusal(() -> keys.create(root, new CreateApiKey("n".repeat(length), READING, Optional.empty()))))
                .isEqualTo(Reason.INVALID);
    }

    private static CreateApiKey wish(Permissions permissions) {
        return new CreateApiKey("a key", permissions, Optional.empty());
    }

    private static Reason refusal(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call).reason();
    }
}
