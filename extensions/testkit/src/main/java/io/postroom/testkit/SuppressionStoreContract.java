package io.postroom.testkit;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.list.Suppression;
import io.postroom.core.list.SuppressionStore;
import io.postroom.core.message.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SuppressionStore} does. */
public interface SuppressionStoreContract {
    /** The store under test, empty at the start of each test. */
    SuppressionStore store();

    /** Of {@link Fixtures#ORGANIZATION}; the number settles address and time. */
    private static Suppression suppression(int number) {
        return suppression(Fixtures.ORGANIZATION, "u" + number + "@example.com", number);
    }

    private static Suppression suppression(OrganizationId organization, String address, int seconds) {
        return new Suppression(
                organization,
                address,
                seconds % 2 == 0 ? Suppression.Cause.COMPLAINT : Suppression.Cause.BOUNCE,
                seconds % 2 == 0 ? "abuse" : "5.1.1",
                Fixtures.SUPPORT,
                new MessageId("<" + seconds + "@agents.example>"),
                Fixtures.NOW.plusSeconds(seconds));
    }

    @Test
    default void findsWhatItAdded() {
        store().add(suppression(1));
        store().add(suppression(2));

        assertThat(store().find(Fixtures.ORGANIZATION, "u1@example.com")).contains(suppression(1));
        assertThat(store().find(Fixtures.ORGANIZATION, "u2@example.com")).contains(suppression(2));
        assertThat(store().find(Fixtures.ORGANIZATION, "u3@example.com")).isEmpty();
        assertThat(store().find(Fixtures.ORGANIZATION, "")).isEmpty();
    }

    @Test
    default void findsThoseAmongManyAddresses() {
        store().add(suppression(1));
        store().add(suppression(2));
        List<String> addresses =
                IntStream.range(2, 52).mapToObj(i -> "u" + i + "@example.com").toList();

        assertThat(store().find(Fixtures.ORGANIZATION, addresses)).containsExactly(suppression(2));
        assertThat(store().find(Fixtures.ORGANIZATION, List.of())).isEmpty();
    }

    @Test
    default void keepsTheFirstOfAnAddress() {
        store().add(suppression(Fixtures.ORGANIZATION, "u@example.com", 1));
        store().add(suppression(Fixtures.ORGANIZATION, "u@example.com", 2));

        assertThat(PageWalk.oldestFirst(10, request -> store().list(Fixtures.ORGANIZATION, request)))
                .containsExactly(suppression(Fixtures.ORGANIZATION, "u@example.com", 1));
    }

    @Test
    default void keepsOrganizationsApart() {
        Suppression foreign = suppression(Fixtures.OTHER_ORGANIZATION, "u1@example.com", 7);
        store().add(suppression(1));
        store().add(foreign);

        assertThat(store().find(Fixtures.OTHER_ORGANIZATION, "u1@example.com")).contains(foreign);
        assertThat(PageWalk.newestFirst(10, request -> store().list(Fixtures.OTHER_ORGANIZATION, request)))
                .containsExactly(foreign);
    }

    @Test
    default void listsByTimePageAfterPage() {
        List<Suppression> all = IntStream.range(0, 7)
                .mapToObj(SuppressionStoreContract::suppression)
                .toList();
        all.forEach(store()::add);

        assertThat(PageWalk.oldestFirst(3, request -> store().list(Fixtures.ORGANIZATION, request)))
                .isEqualTo(all);
        assertThat(PageWalk.newestFirst(3, request -> store().list(Fixtures.ORGANIZATION, request)))
                .containsExactlyInAnyOrderElementsOf(all)
                .startsWith(all.get(6));
    }

    @Test
    default void listsByAddressPageAfterPage() {
        List<Suppression> all = IntStream.range(10, 35)
                .mapToObj(SuppressionStoreContract::suppression)
                .toList();
        for (int i = 0; i < all.size(); i++) {
            store().add(all.get((i * 7) % all.size()));
        }
        store().add(suppression(Fixtures.OTHER_ORGANIZATION, "u10@example.com", 7));
        store().delete(all.get(3));
        store().delete(all.get(20));

        List<Suppression> listed = new ArrayList<>();
        List<Suppression> page = store().listByAddress(Fixtures.ORGANIZATION, "", 4);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(4);
            listed.addAll(page);
            page = store().listByAddress(
                            Fixtures.ORGANIZATION, page.get(page.size() - 1).address(), 4);
        }

        assertThat(listed).hasSize(23).isSubsetOf(all).isSortedAccordingTo(comparing(Suppression::address));
    }

    @Test
    default void forgetsWhatIsDeletedAndTakesItAgain() {
        store().add(suppression(1));

        store().delete(suppression(1));
        store().delete(suppression(1));

        assertThat(store().find(Fixtures.ORGANIZATION, "u1@example.com")).isEmpty();
        assertThat(PageWalk.oldestFirst(10, request -> store().list(Fixtures.ORGANIZATION, request)))
                .isEmpty();
        store().add(suppression(1));
        assertThat(store().find(Fixtures.ORGANIZATION, "u1@example.com")).contains(suppression(1));
    }

    @Test
    default void removesAllOfAnOrganization() {
        IntStream.range(0, 230).mapToObj(SuppressionStoreContract::suppression).forEach(store()::add);
        Suppression foreign = suppression(Fixtures.OTHER_ORGANIZATION, "u1@example.com", 7);
        store().add(foreign);

        store().deleteAll(Fixtures.ORGANIZATION);
        store().deleteAll(Fixtures.ORGANIZATION);

        assertThat(PageWalk.oldestFirst(10, request -> store().list(Fixtures.ORGANIZATION, request)))
                .isEmpty();
        assertThat(store().listByAddress(Fixtures.ORGANIZATION, "", 10)).isEmpty();
        assertThat(store().find(Fixtures.ORGANIZATION, "u229@example.com")).isEmpty();
        assertThat(store().find(Fixtures.ORGANIZATION, "u0@example.com")).isEmpty();
        assertThat(store().find(Fixtures.OTHER_ORGANIZATION, "u1@example.com")).contains(foreign);
    }
}
