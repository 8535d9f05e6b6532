package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.domain.DomainStatus;
import io.postroom.core.domain.DomainStore;
import io.postroom.core.domain.RecordFault;
import io.postroom.core.domain.RecordPurpose;
import io.postroom.core.domain.RecordStatus;
import io.postroom.core.domain.VerificationRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link DomainStore} does. */
public interface DomainStoreContract {
    int RUNNERS = 32;

    /** The store under test, empty at the start of each test. */
    DomainStore store();

    @Test
    default void findsWhatItCreated() {
        Domain domain = Fixtures.domain(1);

        assertThat(store().create(domain, Fixtures.signingKey(1))).isTrue();

        assertThat(store().find(domain.name())).contains(domain);
        assertThat(store().findKey(domain.name())).contains(Fixtures.signingKey(1));
        assertThat(store().listAll(Fixtures.ORGANIZATION)).containsExactly(domain);
        assertThat(store().find(new MailDomain("other.example"))).isEmpty();
        assertThat(store().findKey(new MailDomain("other.example"))).isEmpty();
        assertThat(store().listAll(Fixtures.OTHER_ORGANIZATION)).isEmpty();
    }

    @Test
    default void keepsEveryField() {
        Domain domain = new Domain(
                new MailDomain("mail.example"),
                Fixtures.ORGANIZATION,
                Optional.of(Fixtures.POD),
                new DomainOptions(false, true, true, Optional.of(Fixtures.SUPPORT)),
                Optional.of(new ClientId("a.b_c~d-e")),
                DomainStatus.INVALID,
                List.of(
                        new VerificationRecord(
                                RecordPurpose.MAIL,
                                "mail.example",
                                "mx.host.example",
                                RecordStatus.VALID,
                                Optional.empty()),
                        new VerificationRecord(
                                RecordPurpose.SENDERS,
                                "mail.example",
                                "v=spf1 \"odd\" \\ ~all",
                                RecordStatus.INVALID,
                                Optional.of(RecordFault.DUPLICATE_RECORDS))),
                Fixtures.NOW,
                Fixtures.NOW.plusSeconds(10),
                true);

        store().create(domain, Fixtures.signingKey(1));

        assertThat(store().find(domain.name())).contains(domain);
    }

    @Test
    default void refusesANameThatIsTaken() {
        Domain first = Fixtures.domain(1);
        store().create(first, Fixtures.signingKey(1));

        boolean again = store().create(first, Fixtures.signingKey(2));
        boolean elsewhere = store().create(ofOther(first, Fixtures.NOW), Fixtures.signingKey(3));

        assertThat(again).isFalse();
        assertThat(elsewhere).isFalse();
        assertThat(store().find(first.name())).contains(first);
        assertThat(store().findKey(first.name())).contains(Fixtures.signingKey(1));
        assertThat(store().listAll(Fixtures.ORGANIZATION)).containsExactly(first);
        assertThat(store().listAll(Fixtures.OTHER_ORGANIZATION)).isEmpty();
    }

    @Test
    default void oneOfManyGetsTheName() {
        Domain ours = Fixtures.domain(1);
        Domain theirs = ofOther(ours, Fixtures.NOW);

        List<Boolean> results = Race.of(
                RUNNERS, number -> store().create(number % 2 == 0 ? ours : theirs, Fixtures.signingKey(number)));

        assertThat(results).containsOnlyOnce(true);
        Domain winner = store().find(ours.name()).orElseThrow();
        assertThat(store().listAll(winner.organization())).containsExactly(winner);
        OrganizationId loser = winner.equals(ours) ? Fixtures.OTHER_ORGANIZATION : Fixtures.ORGANIZATION;
        assertThat(store().listAll(loser)).isEmpty();
    }

    @Test
    default void replacesADomainAndKeepsItsKey() {
        Domain domain = Fixtures.domain(1);
        store().create(domain, Fixtures.signingKey(1));
        Domain changed = domain.judged(List.of(), Fixtures.NOW.plusSeconds(5));

        store().update(changed);

        assertThat(store().find(domain.name())).contains(changed);
        assertThat(store().listAll(Fixtures.ORGANIZATION)).containsExactly(changed);
        assertThat(store().findKey(domain.name())).contains(Fixtures.signingKey(1));
    }

    @Test
    default void doesNotBringADeletedDomainBackByUpdatingIt() {
        Domain domain = Fixtures.domain(1);
        store().create(domain, Fixtures.signingKey(1));
        store().delete(domain);

        store().update(domain);

        assertThat(store().find(domain.name())).isEmpty();
        assertThat(store().listAll(Fixtures.ORGANIZATION)).isEmpty();
    }

    @Test
    default void deletingFreesTheNameAndForgetsTheKey() {
        Domain domain = Fixtures.domain(1);
        store().create(domain, Fixtures.signingKey(1));

        assertThat(store().delete(domain)).isTrue();
        assertThat(store().delete(domain)).isFalse();

        assertThat(store().find(domain.name())).isEmpty();
        assertThat(store().findKey(domain.name())).isEmpty();
        Domain next = ofOther(domain, Fixtures.NOW.plusSeconds(1));
        assertThat(store().create(next, Fixtures.signingKey(2))).isTrue();
        assertThat(store().findKey(domain.name())).contains(Fixtures.signingKey(2));
    }

    @Test
    default void doesNotDeleteWhatWasChangedMeanwhile() {
        Domain domain = Fixtures.domain(1);
        store().create(domain, Fixtures.signingKey(1));
        Domain changed = domain.judged(List.of(), Fixtures.NOW.plusSeconds(5));
        store().update(changed);

        assertThat(store().delete(domain)).isFalse();

        assertThat(store().find(domain.name())).contains(changed);
        assertThat(store().listAll(Fixtures.ORGANIZATION)).containsExactly(changed);
    }

    @Test
    default void leavesADomainOfTheSameNameThatIsAnother() {
        Domain gone = Fixtures.domain(1);
        Domain next = ofOther(gone, Fixtures.NOW.plusSeconds(9));
        store().create(next, Fixtures.signingKey(2));

        store().update(gone);
        store().delete(gone);

        assertThat(store().find(gone.name())).contains(next);
        assertThat(store().listAll(Fixtures.ORGANIZATION)).isEmpty();
        assertThat(store().listAll(Fixtures.OTHER_ORGANIZATION)).containsExactly(next);
    }

    @Test
    default void listsByCreationThenName() {
        Domain third = Fixtures.domain("c.example", Fixtures.NOW.plusSeconds(1));
        Domain first = Fixtures.domain("z.example", Fixtures.NOW);
        Domain second = Fixtures.domain("b.example", Fixtures.NOW.plusSeconds(1));
        List.of(third, first, second).forEach(domain -> store().create(domain, Fixtures.signingKey(1)));

        assertThat(store().listAll(Fixtures.ORGANIZATION)).containsExactly(first, second, third);
    }

    private static Domain ofOther(Domain domain, Instant createdAt) {
        return new Domain(
                domain.name(),
                Fixtures.OTHER_ORGANIZATION,
                Optional.empty(),
                domain.options(),
                Optional.empty(),
                domain.status(),
                domain.records(),
                createdAt,
                createdAt);
    }
}
