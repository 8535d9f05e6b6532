package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.SigningKey;
import io.postroom.testkit.Fixtures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No domain is without its key, listed where it is not, or kept from its next owner by a crash at any request. */
@ExtendWith(CassandraNode.class)
class InterruptedDomainStoreTest {
    private static final SigningKey KEY = Fixtures.signingKey(1);
    private static final SigningKey OTHER_KEY = Fixtures.signingKey(2);

    private final CassandraKeyspace keyspace;
    private final CassandraDomainStore store;

    InterruptedDomainStoreTest(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        store = new CassandraDomainStore(keyspace);
    }

    private static Domain changed(Domain domain) {
        return domain.judged(List.of(), Fixtures.NOW.plusSeconds(1000));
    }

    private static Domain ofOther(Domain domain) {
        return new Domain(
                domain.name(),
                Fixtures.OTHER_ORGANIZATION,
                Optional.empty(),
                domain.options(),
                Optional.empty(),
                domain.status(),
                domain.records(),
                domain.createdAt().plusSeconds(1),
                domain.updatedAt());
    }

    private static Interruptions.Work creation(int round) {
        return cut -> {
            CassandraDomainStore interrupted = new CassandraDomainStore(cut);
            return () -> interrupted.create(Fixtures.domain(round), KEY);
        };
    }

    @Test
    void anInterruptedCreationIsThereOrNotAndThenCanBeRepeated() {
        Interruptions.everywhere(keyspace, InterruptedDomainStoreTest::creation, round -> {
            Domain domain = Fixtures.domain(round);
            boolean existed = store.find(domain.name()).isPresent();
            assertThat(listed(domain, domain.organization())).hasSize(existed ? 1 : 0);
            assertThat(store.create(domain, OTHER_KEY)).isEqualTo(!existed);
            assertIsThereOnce(domain, existed ? KEY : OTHER_KEY);
        });
    }

    @Test
    void anInterruptedCreationDoesNotBlockTheName() {
        Interruptions.everywhere(keyspace, InterruptedDomainStoreTest::creation, round -> {
            Domain first = Fixtures.domain(round);
            boolean existed = store.find(first.name()).isPresent();
            assertThat(store.create(ofOther(first), OTHER_KEY)).isEqualTo(!existed);
            assertIsThereOnce(existed ? first : ofOther(first), existed ? KEY : OTHER_KEY);
        });
    }

    @Test
    void anInterruptedLosingCreationLeavesTheWinner() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    store.create(Fixtures.domain(round), KEY);
                    CassandraDomainStore interrupted = new CassandraDomainStore(cut);
                    return () -> interrupted.create(ofOther(Fixtures.domain(round)), OTHER_KEY);
                },
                round -> assertIsThereOnce(Fixtures.domain(round), KEY));
    }

    @Test
    void anInterruptedChangeLeavesTheOldOrTheNewDomain() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    store.create(Fixtures.domain(round), KEY);
                    CassandraDomainStore interrupted = new CassandraDomainStore(cut);
                    return () -> interrupted.update(changed(Fixtures.domain(round)));
                },
                round -> {
                    Domain known = store.find(Fixtures.domain(round).name()).orElseThrow();
                    assertThat(known).isIn(Fixtures.domain(round), changed(Fixtures.domain(round)));
                    assertIsThereOnce(known, KEY);
                });
    }

    @Test
    void anInterruptedDeletionIsFinishedByItsRepetition() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    store.create(Fixtures.domain(round), KEY);
                    CassandraDomainStore interrupted = new CassandraDomainStore(cut);
                    return () -> interrupted.delete(Fixtures.domain(round));
                },
                round -> {
                    Domain domain = Fixtures.domain(round);
                    store.delete(domain);
                    assertThat(store.find(domain.name())).isEmpty();
                    assertThat(store.findKey(domain.name())).isEmpty();
                    assertThat(listed(domain, domain.organization())).isEmpty();
                    assertThat(store.create(ofOther(domain), OTHER_KEY)).isTrue();
                    assertIsThereOnce(ofOther(domain), OTHER_KEY);
                });
    }

    @Test
    void anInterruptedKeyOfTheInstallationIsKeptOrNotAndNeverReplaced() {
        CassandraSigningKeyStore keys = new CassandraSigningKeyStore(keyspace);
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraSigningKeyStore interrupted = new CassandraSigningKeyStore(cut);
                    return () -> interrupted.keepFirst(Fixtures.domain(round).name(), KEY);
                },
                round -> {
                    Optional<SigningKey> kept = keys.find(Fixtures.domain(round).name());
                    SigningKey known = keys.keepFirst(Fixtures.domain(round).name(), OTHER_KEY);
                    assertThat(known).isEqualTo(kept.orElse(OTHER_KEY));
                    assertThat(keys.find(Fixtures.domain(round).name())).contains(known);
                });
    }

    private List<Domain> listed(Domain domain, OrganizationId organization) {
        return store.listAll(organization).stream()
                .filter(known -> known.name().equals(domain.name()))
                .toList();
    }

    private void assertIsThereOnce(Domain domain, SigningKey key) {
        assertThat(store.find(domain.name())).contains(domain);
        assertThat(store.findKey(domain.name())).contains(key);
        assertThat(listed(domain, domain.organization())).containsExactly(domain);
        OrganizationId other = domain.organization().equals(Fixtures.ORGANIZATION)
                ? Fixtures.OTHER_ORGANIZATION
                : Fixtures.ORGANIZATION;
        assertThat(listed(domain, other)).isEmpty();
    }
}
