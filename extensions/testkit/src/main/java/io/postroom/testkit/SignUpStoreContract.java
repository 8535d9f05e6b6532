package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.secret.Digest;
import io.postroom.core.signup.SignUp;
import io.postroom.core.signup.SignUpStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link SignUpStore} does. */
public interface SignUpStoreContract {
    int RUNNERS = 16;

    /** The store under test, empty at the start of each test. */
    SignUpStore signUps();

    private static SignUp begun(OrganizationId organization, int version) {
        return new SignUp(
                organization,
                "ann@example.com",
                new InboxId("agent@agents.example"),
                Optional.empty(),
                Fixtures.NOW,
                Optional.empty(),
                Fixtures.uuid(version));
    }

    private static SignUp begun(int version) {
        return begun(Fixtures.ORGANIZATION, version);
    }

    private static SignUp coded(int version) {
        SignUp.Code code =
                new SignUp.Code(Digest.sha256("code " + version), Fixtures.NOW.plusSeconds(9), version, true);
        return new SignUp(
                Fixtures.ORGANIZATION,
                "ann@example.com",
                new InboxId("agent@agents.example"),
                Optional.of(code),
                Fixtures.NOW,
                Optional.empty(),
                Fixtures.uuid(version));
    }

    private static SignUp verified(int version) {
        return new SignUp(
                Fixtures.ORGANIZATION,
                "ann@example.com",
                new InboxId("agent@agents.example"),
                Optional.empty(),
                Fixtures.NOW,
                Optional.of(Fixtures.NOW.plusSeconds(5)),
                Fixtures.uuid(version));
    }

    @Test
    default void keepsTheFirstAndAnswersALaterOneWithIt() {
        assertThat(signUps().addIfAbsent(begun(1))).isEqualTo(begun(1));
        assertThat(signUps().addIfAbsent(begun(2))).isEqualTo(begun(1));
        assertThat(signUps().find(Fixtures.ORGANIZATION)).contains(begun(1));
    }

    @Test
    default void findsNothingUnderAnUnknownId() {
        signUps().addIfAbsent(begun(1));

        assertThat(signUps().find(Fixtures.OTHER_ORGANIZATION)).isEmpty();
    }

    @Test
    default void keepsOrganizationsApart() {
        signUps().addIfAbsent(begun(1));

        SignUp other = begun(Fixtures.OTHER_ORGANIZATION, 2);
        assertThat(signUps().addIfAbsent(other)).isEqualTo(other);
    }

    @Test
    default void keepsEachFieldThroughItsLife() {
        signUps().addIfAbsent(begun(1));

        assertThat(signUps().replace(begun(1), coded(2))).isTrue();
        assertThat(signUps().find(Fixtures.ORGANIZATION)).contains(coded(2));
        assertThat(signUps().replace(coded(2), verified(3))).isTrue();
        assertThat(signUps().find(Fixtures.ORGANIZATION)).contains(verified(3));
    }

    @Test
    default void doesNotReplaceAnotherVersionThanTheOneThatWasSeen() {
        signUps().addIfAbsent(begun(1));
        signUps().replace(begun(1), coded(2));

        assertThat(signUps().replace(begun(1), verified(3))).isFalse();
        assertThat(signUps().find(Fixtures.ORGANIZATION)).contains(coded(2));
    }

    @Test
    default void replacesNothingWhereNothingIs() {
        assertThat(signUps().replace(begun(1), coded(2))).isFalse();
        assertThat(signUps().find(Fixtures.ORGANIZATION)).isEmpty();
    }

    @Test
    default void ofManyWhoReplaceOneVersionOneDoes() {
        signUps().addIfAbsent(begun(1));

        List<Boolean> won = Race.of(RUNNERS, number -> signUps().replace(begun(1), coded(number + 10)));

        assertThat(won.stream().filter(Boolean::booleanValue)).hasSize(1);
    }

    @Test
    default void ofManyWhoBeginAllSeeTheSame() {
        List<SignUp> seen = Race.of(RUNNERS, number -> signUps().addIfAbsent(begun(number + 10)));

        assertThat(Set.copyOf(seen)).hasSize(1);
    }

    @Test
    default void forgetsWhatWasDeleted() {
        signUps().addIfAbsent(begun(1));

        signUps().delete(Fixtures.ORGANIZATION);
        signUps().delete(Fixtures.ORGANIZATION);

        assertThat(signUps().find(Fixtures.ORGANIZATION)).isEmpty();
        assertThat(signUps().addIfAbsent(begun(2))).isEqualTo(begun(2));
    }
}
