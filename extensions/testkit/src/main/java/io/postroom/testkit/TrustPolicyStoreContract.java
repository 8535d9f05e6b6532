package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Scope;
import io.postroom.core.policy.Suspicion;
import io.postroom.core.policy.Treatment;
import io.postroom.core.policy.TrustPolicy;
import io.postroom.core.policy.TrustPolicyStore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link TrustPolicyStore} does. */
public interface TrustPolicyStoreContract {
    Scope WHOLE = new Scope.WholeOrganization();
    Scope POD = new Scope.OnePod(Fixtures.POD);
    Scope INBOX = new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT);
    List<Scope> ALL = List.of(INBOX, POD, WHOLE, new Scope.OneInbox(Fixtures.POD, Fixtures.SALES));
    TrustPolicy STRICT =
            new TrustPolicy(Map.of(Suspicion.UNPROVEN, Treatment.REJECT, Suspicion.BLOCKED, Treatment.REJECT));
    TrustPolicy LENIENT = new TrustPolicy(Map.of(Suspicion.FAILED, Treatment.ACCEPT));

    /** The store under test, empty at the start of each test. */
    TrustPolicyStore store();

    @Test
    default void findsWhatItSavedInItsScope() {
        store().save(Fixtures.ORGANIZATION, INBOX, STRICT);
        store().save(Fixtures.ORGANIZATION, WHOLE, LENIENT);
        store().save(Fixtures.OTHER_ORGANIZATION, POD, STRICT);

        assertThat(store().find(Fixtures.ORGANIZATION, ALL))
                .containsExactlyInAnyOrderEntriesOf(Map.of(INBOX, STRICT, WHOLE, LENIENT));
        assertThat(store().find(Fixtures.OTHER_ORGANIZATION, ALL)).containsExactly(Map.entry(POD, STRICT));
        assertThat(store().find(Fixtures.ORGANIZATION, List.of())).isEmpty();
    }

    @Test
    default void replacesThePolicyOfAScope() {
        store().save(Fixtures.ORGANIZATION, POD, STRICT);
        store().save(Fixtures.ORGANIZATION, POD, LENIENT);

        assertThat(store().find(Fixtures.ORGANIZATION, ALL)).containsExactly(Map.entry(POD, LENIENT));
    }

    @Test
    default void forgetsThatOfOneScopeOnly() {
        store().save(Fixtures.ORGANIZATION, INBOX, STRICT);
        store().save(Fixtures.ORGANIZATION, POD, LENIENT);

        store().delete(Fixtures.ORGANIZATION, INBOX);
        store().delete(Fixtures.ORGANIZATION, INBOX);

        assertThat(store().find(Fixtures.ORGANIZATION, ALL)).containsExactly(Map.entry(POD, LENIENT));
    }

    @Test
    default void marksEveryChangeAnew() {
        Set<Optional<UUID>> marks = new HashSet<>();
        assertThat(store().latestChange()).isEmpty();
        marks.add(store().latestChange());

        store().save(Fixtures.ORGANIZATION, INBOX, STRICT);
        assertThat(marks.add(store().latestChange())).isTrue();
        store().save(Fixtures.ORGANIZATION, INBOX, LENIENT);
        assertThat(marks.add(store().latestChange())).isTrue();
        store().delete(Fixtures.ORGANIZATION, INBOX);
        assertThat(marks.add(store().latestChange())).isTrue();

        assertThat(store().latestChange()).isPresent().isEqualTo(store().latestChange());
    }
}
