package io.postroom.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.page.PageRequest;
import io.postroom.core.secret.Tokens;
import io.postroom.store.memory.MemoryApiKeyStore;
import io.postroom.store.memory.MemoryOrganizationStore;
import io.postroom.testkit.Callers;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
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
                .isEqualTo(Reason.PERMISSION_ESCALATION);
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
    void leavesKeysToCallersOfTheWholeOrganization() {
        for (Caller narrow : new Caller[] {Callers.of(Fixtures.POD), Callers.of(Fixtures.SUPPORT)}) {
            assertThat(refusal(() -> keys.create(narrow, wish(READING)))).isEqualTo(Reason.FORBIDDEN);
            assertThat(refusal(() -> keys.list(narrow, PageRequest.first()))).isEqualTo(Reason.FORBIDDEN);
        }
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
