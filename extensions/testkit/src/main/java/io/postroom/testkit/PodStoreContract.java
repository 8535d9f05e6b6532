package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Pod;
import io.postroom.core.account.PodId;
import io.postroom.core.account.PodStore;
import io.postroom.core.page.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link PodStore} does. */
public interface PodStoreContract {
    int RUNNERS = 32;

    /** The store under test, empty at the start of each test. */
    PodStore store();

    @Test
    default void findsThePodItCreated() {
        Pod pod = Fixtures.pod(1);

        assertThat(store().create(pod)).isEqualTo(pod);

        assertThat(store().find(Fixtures.ORGANIZATION, pod.id())).contains(pod);
        assertThat(store().list(Fixtures.ORGANIZATION, PageRequest.first()).items())
                .containsExactly(pod);
    }

    @Test
    default void findsNoPodOfAnotherOrganization() {
        store().create(Fixtures.pod(1));

        assertThat(store().find(Fixtures.OTHER_ORGANIZATION, Fixtures.pod(1).id()))
                .isEmpty();
        assertThat(store().find(Fixtures.ORGANIZATION, Fixtures.pod(2).id())).isEmpty();
        assertThat(store().list(Fixtures.OTHER_ORGANIZATION, PageRequest.first())
                        .items())
                .isEmpty();
    }

    @Test
    default void keepsEveryFieldOfAPod() {
        int number = 0;
        for (String name : OddStrings.LINES) {
            Pod pod = pod(++number, name, Optional.of(new ClientId("a.b_c~d-" + number)), Fixtures.NOW);

            store().create(pod);

            assertThat(store().find(Fixtures.ORGANIZATION, pod.id())).contains(pod);
        }
    }

    @Test
    default void answersARepeatedIdWithTheFirstPod() {
        Pod first = pod(1, "first", Optional.of(new ClientId("mine")), Fixtures.NOW);
        Pod second = pod(1, "second", Optional.of(new ClientId("mine")), Fixtures.NOW.plusSeconds(1));
        store().create(first);

        assertThat(store().create(second)).isEqualTo(first);

        assertThat(store().find(Fixtures.ORGANIZATION, first.id())).contains(first);
        assertThat(store().list(Fixtures.ORGANIZATION, PageRequest.first()).items())
                .containsExactly(first);
    }

    @Test
    default void oneOfManyGetsTheIdOfAPod() {
        List<Pod> results = Race.of(
                RUNNERS,
                number -> store().create(pod(1, "pod " + number, Optional.empty(), Fixtures.NOW.plusMillis(number))));

        assertThat(new HashSet<>(results)).hasSize(1);
        assertThat(store().list(Fixtures.ORGANIZATION, PageRequest.first()).items())
                .containsExactly(results.get(0));
    }

    @Test
    default void closesAPodAndOpensItAgain() {
        Pod pod = store().create(Fixtures.pod(1));

        assertThat(store().setClosing(pod, true)).isTrue();

        assertThat(store().find(pod.organization(), pod.id())).contains(pod.withClosing(true));
        assertThat(store().isOpen(pod.organization(), pod.id())).isFalse();
        assertThat(store().create(pod)).isEqualTo(pod.withClosing(true));
        assertThat(store().setClosing(pod, false)).isTrue();
        assertThat(store().isOpen(pod.organization(), pod.id())).isTrue();
    }

    @Test
    default void theDefaultPodIsOpenWithoutARow() {
        assertThat(store().isOpen(Fixtures.ORGANIZATION, Fixtures.POD)).isTrue();
        assertThat(store().isOpen(Fixtures.ORGANIZATION, Fixtures.OTHER_POD)).isFalse();
    }

    @Test
    default void bringsNoPodBackByClosingIt() {
        Pod pod = store().create(Fixtures.pod(1));
        store().delete(pod);

        assertThat(store().setClosing(pod, true)).isFalse();

        assertThat(store().find(pod.organization(), pod.id())).isEmpty();
        assertThat(store().list(pod.organization(), PageRequest.first()).items())
                .isEmpty();
    }

    @Test
    default void leavesThePodThatFollowedADeletedOne() {
        Pod gone = store().create(pod(1, "gone", Optional.empty(), Fixtures.NOW));
        store().delete(gone);
        Pod next = store().create(pod(1, "next", Optional.empty(), Fixtures.NOW.plusSeconds(1)));

        store().delete(gone);

        assertThat(store().setClosing(gone, true)).isFalse();
        assertThat(store().find(next.organization(), next.id())).contains(next);
        assertThat(store().list(next.organization(), PageRequest.first()).items())
                .containsExactly(next);
    }

    @Test
    default void listsPodsOfOneMomentInBothDirections() {
        List<Pod> pods = new ArrayList<>();
        for (int number = 1; number <= 25; number++) {
            pods.add(pod(number, "pod", Optional.empty(), Fixtures.NOW.plusMillis(number / 10)));
        }
        pods.forEach(store()::create);

        List<Pod> oldestFirst = PageWalk.oldestFirst(7, page -> store().list(Fixtures.ORGANIZATION, page));
        List<Pod> newestFirst = PageWalk.newestFirst(7, page -> store().list(Fixtures.ORGANIZATION, page));

        List<Pod> reversed = new ArrayList<>(pods);
        Collections.reverse(reversed);
        assertThat(oldestFirst).containsExactlyElementsOf(pods);
        assertThat(newestFirst).containsExactlyElementsOf(reversed);
    }

    private static Pod pod(int number, String name, Optional<ClientId> clientId, Instant createdAt) {
        OrganizationId owner = Fixtures.ORGANIZATION;
        return new Pod(new PodId(Fixtures.uuid(number)), owner, name, clientId, false, createdAt, createdAt);
    }
}
