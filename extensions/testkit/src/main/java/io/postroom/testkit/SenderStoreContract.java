package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.MessageId;
import io.postroom.core.verify.Challenge;
import io.postroom.core.verify.KnownSender;
import io.postroom.core.verify.SenderAddress;
import io.postroom.core.verify.SenderStore;
import io.postroom.core.verify.VerifiedSender;
import io.postroom.core.verify.VerifiedSender.Way;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SenderStore} does. */
public interface SenderStoreContract {
    SenderAddress ANN = new SenderAddress("ann@example.com");
    SenderAddress BOB = new SenderAddress("bob@example.com");
    Instant EARLY = Fixtures.NOW;
    Instant LATE = Fixtures.NOW.plusSeconds(60);
    Challenge CHALLENGE = new Challenge(
            Fixtures.uuid(1),
            EARLY,
            List.of(new MessageId("<1@example.com>"), new MessageId("<2@example.com>")),
            false);

    /** The store under test, empty at the start of each test. */
    SenderStore store();

    private KnownSender known(SenderAddress address) {
        return store().find(Fixtures.SUPPORT, address).orElseThrow();
    }

    private static VerifiedSender verified(SenderAddress address, Way way) {
        return new VerifiedSender(Fixtures.SUPPORT, address, way, LATE);
    }

    @Test
    default void knowsNobodyAtFirst() {
        assertThat(store().find(Fixtures.SUPPORT, ANN)).isEmpty();
        assertThat(store().list(Fixtures.SUPPORT, "", 10)).isEmpty();
        store().deleteAll(Fixtures.SUPPORT);
    }

    @Test
    default void keepsWhatItKnowsApart() {
        store().saveSought(Fixtures.SUPPORT, List.of(ANN, BOB), EARLY);
        store().saveMet(Fixtures.SUPPORT, List.of(ANN), LATE);
        store().saveChallenge(Fixtures.SUPPORT, ANN, CHALLENGE);
        store().saveVerified(verified(ANN, Way.CHALLENGE));

        assertThat(known(ANN))
                .isEqualTo(new KnownSender(
                        Fixtures.SUPPORT,
                        ANN,
                        Optional.of(EARLY),
                        Optional.of(LATE),
                        Optional.of(verified(ANN, Way.CHALLENGE)),
                        Optional.of(CHALLENGE)));
        assertThat(known(BOB))
                .isEqualTo(new KnownSender(
                        Fixtures.SUPPORT,
                        BOB,
                        Optional.of(EARLY),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(store().find(Fixtures.SALES, ANN)).isEmpty();
    }

    @Test
    default void replacesAndClosesAChallenge() {
        Challenge later = new Challenge(Fixtures.uuid(2), LATE, List.of(new MessageId("<3@example.com>")), true);
        store().saveMet(Fixtures.SUPPORT, List.of(ANN), EARLY);
        store().saveChallenge(Fixtures.SUPPORT, ANN, CHALLENGE);
        store().saveChallenge(Fixtures.SUPPORT, ANN, later);
        assertThat(known(ANN).challenge()).contains(later);

        store().closeChallenge(Fixtures.SUPPORT, ANN);
        store().closeChallenge(Fixtures.SUPPORT, ANN);

        assertThat(known(ANN).challenge()).isEmpty();
        assertThat(known(ANN).met()).contains(EARLY);
    }

    @Test
    default void listsThoseWhoAreVerifiedByAddress() {
        List<SenderAddress> addresses = IntStream.range(0, 40)
                .mapToObj("s%02d@example.com"::formatted)
                .map(SenderAddress::new)
                .toList();
        store().saveSought(Fixtures.SUPPORT, List.of(ANN), EARLY);
        for (int i = addresses.size() - 1; i >= 0; i--) {
            store().saveVerified(verified(addresses.get(i), i % 2 == 0 ? Way.CHALLENGE : Way.CALLER));
        }

        List<VerifiedSender> first = store().list(Fixtures.SUPPORT, "", 25);
        List<VerifiedSender> rest = store().list(Fixtures.SUPPORT, "s24@example.com", 25);

        assertThat(first).extracting(VerifiedSender::address).isEqualTo(addresses.subList(0, 25));
        assertThat(rest).extracting(VerifiedSender::address).isEqualTo(addresses.subList(25, 40));
        assertThat(first.get(0)).isEqualTo(verified(addresses.get(0), Way.CHALLENGE));
        assertThat(first.get(1)).isEqualTo(verified(addresses.get(1), Way.CALLER));
        assertThat(store().list(Fixtures.SALES, "", 25)).isEmpty();
    }

    @Test
    default void withdrawsEveryReasonToTrust() {
        store().saveSought(Fixtures.SUPPORT, List.of(ANN, BOB), EARLY);
        store().saveVerified(verified(ANN, Way.CHALLENGE));
        store().saveVerified(verified(BOB, Way.CALLER));
        store().saveChallenge(Fixtures.SUPPORT, ANN, CHALLENGE);

        store().withdraw(Fixtures.SUPPORT, ANN, LATE);
        store().withdraw(Fixtures.SUPPORT, ANN, LATE);

        assertThat(known(ANN))
                .isEqualTo(new KnownSender(
                        Fixtures.SUPPORT,
                        ANN,
                        Optional.empty(),
                        Optional.of(LATE),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(store().list(Fixtures.SUPPORT, "", 10)).containsExactly(verified(BOB, Way.CALLER));
    }

    @Test
    default void forgetsEverythingOfOneInbox() {
        for (int i = 0; i < 40; i++) {
            SenderAddress address = new SenderAddress("s" + i + "@example.com");
            store().saveMet(Fixtures.SUPPORT, List.of(address), EARLY);
            store().saveVerified(verified(address, Way.CALLER));
        }
        store().saveMet(Fixtures.SALES, List.of(ANN), EARLY);

        store().deleteAll(Fixtures.SUPPORT);

        for (int i = 0; i < 40; i++) {
            assertThat(store().find(Fixtures.SUPPORT, new SenderAddress("s" + i + "@example.com")))
                    .isEmpty();
        }
        assertThat(store().list(Fixtures.SUPPORT, "", 10)).isEmpty();
        assertThat(store().find(Fixtures.SALES, ANN)).isPresent();
    }
}
