package io.postroom.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.Scope;
import io.postroom.core.cache.SinceChange;
import io.postroom.core.inbox.Inbox;
import io.postroom.store.memory.MemoryTrustPolicyStore;
import io.postroom.testkit.Callers;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustRulesTest {
    private static final Scope WHOLE = new Scope.WholeOrganization();
    private static final Scope POD = new Scope.OnePod(Fixtures.POD);
    private static final Scope INBOX = new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT);
    private static final TrustPolicy SERVER = new TrustPolicy(Map.of(
            Suspicion.FAILED, Treatment.REJECT,
            Suspicion.UNPROVEN, Treatment.LABEL,
            Suspicion.BLOCKED, Treatment.LABEL));

    private final FixedClock clock = new FixedClock();
    private final MemoryTrustPolicyStore store = new MemoryTrustPolicyStore();
    private final Inbox inbox = Fixtures.inbox();
    private int reads;
    private final TrustRules rules = new TrustRules(counted(), SERVER, clock);
    private final TrustPolicies policies = new TrustPolicies(store, rules);

    private TrustPolicyStore counted() {
        return (TrustPolicyStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TrustPolicyStore.class}, (proxy, method, arguments) -> {
                    reads++;
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static TrustPolicy unproven(Treatment treatment) {
        return new TrustPolicy(Map.of(Suspicion.UNPROVEN, treatment));
    }

    @Test
    void theServerDecidesWhereNobodyElseDoesAndIsAskedOnceInFiveSeconds() {
        for (int i = 0; i < 1000; i++) {
            assertThat(rules.of(inbox)).isEqualTo(SERVER);
        }

        assertThat(reads).isEqualTo(1);
    }

    @Test
    void theNarrowestScopeThatHasAWordDecides() {
        store.save(Fixtures.ORGANIZATION, WHOLE, unproven(Treatment.ACCEPT));
        assertThat(rules.of(inbox).of(Suspicion.UNPROVEN)).contains(Treatment.ACCEPT);

        store.save(Fixtures.ORGANIZATION, POD, unproven(Treatment.REJECT));
        store.save(Fixtures.ORGANIZATION, INBOX, new TrustPolicy(Map.of(Suspicion.FAILED, Treatment.LABEL)));
        clock.advance(SinceChange.UNSEEN);

        TrustPolicy policy = rules.of(inbox);
        assertThat(policy.of(Suspicion.UNPROVEN)).contains(Treatment.REJECT);
        assertThat(policy.of(Suspicion.FAILED)).contains(Treatment.LABEL);
        assertThat(policy.of(Suspicion.BLOCKED)).contains(Treatment.LABEL);
        assertThat(rules.of(Fixtures.inbox(Fixtures.SALES)).of(Suspicion.FAILED))
                .contains(Treatment.REJECT);
    }

    @Test
    void remembersPoliciesAndThatThereAreNone() {
        store.save(Fixtures.ORGANIZATION, POD, unproven(Treatment.REJECT));
        rules.of(inbox);
        int before = reads;

        rules.of(inbox);

        assertThat(reads).isEqualTo(before);
    }

    @Test
    void hearsOfChangesOfItsOwnProcessAtOnce() {
        assertThat(rules.of(inbox)).isEqualTo(SERVER);
        policies.update(Callers.unrestricted(), Map.of(Suspicion.UNPROVEN, Optional.of(Treatment.REJECT)));
        assertThat(rules.of(inbox).of(Suspicion.UNPROVEN)).contains(Treatment.REJECT);

        policies.delete(Callers.unrestricted());
        assertThat(rules.of(inbox)).isEqualTo(SERVER);
    }

    @Test
    void whoIsBlockedIsNeverTreatedAsAnyOther() {
        assertThatThrownBy(() -> new TrustPolicy(Map.of(Suspicion.BLOCKED, Treatment.ACCEPT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServerWithoutAWordForEverythingDoesNotStart() {
        assertThatThrownBy(() -> new TrustRules(store, unproven(Treatment.LABEL), clock))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
