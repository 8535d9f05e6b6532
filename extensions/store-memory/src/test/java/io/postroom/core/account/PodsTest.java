package io.postroom.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.page.PageRequest;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.testkit.Callers;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodsTest {
    private static final CreatePod ANY = new CreatePod(Optional.empty(), Optional.empty());

    private final FixedClock clock = new FixedClock();
    private final MemoryPodStore store = new MemoryPodStore();
    private final Set<PodId> full = new HashSet<>();
    private final List<Scope> removed = new ArrayList<>();
    private final Pods pods = new Pods(
            store,
            List.of((organization, pod) -> full.contains(pod)),
            List.of((organization, scope) -> removed.add(scope)),
            clock);
    private final Caller root = Callers.unrestricted();

    @Test
    void createsAPodThatIsFoundByItsId() {
        Pod pod = pods.create(root, new CreatePod(Optional.of("Sales"), Optional.empty()));

        assertThat(pod.name()).isEqualTo("Sales");
        assertThat(pod.createdAt()).isEqualTo(clock.instant());
        assertThat(pods.get(root, pod.id().toString())).isEqualTo(pod);
    }

    @Test
    void answersARepeatedClientIdWithTheFirstPod() {
        Pod first = pods.create(root, named("mine"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(pods.create(root, named("mine"))).isEqualTo(first);
        assertThat(pods.get(root, "mine")).isEqualTo(first);
        assertThat(first.name()).isEqualTo("mine");
        assertThat(pods.create(Callers.stranger(), named("mine")).id()).isNotEqualTo(first.id());
    }

    @Test
    void takesAClientIdThatLooksLikeAnIdForOne() {
        String uuid = "99999999-9999-4999-8999-999999999999";

        Pod pod = pods.create(root, named(uuid));

        assertThat(pods.get(root, uuid)).isEqualTo(pod);
        assertThat(pod.id().toString()).isNotEqualTo(uuid);
    }

    @Test
    void hasADefaultPodFromTheBeginning() {
        String id = Fixtures.POD.toString();

        Pod pod = pods.get(root, id);

        assertThat(pod.id()).isEqualTo(Fixtures.POD);
        assertThat(pods.list(root, PageRequest.first()).items()).containsExactly(pod);
        assertThat(refusal(() -> pods.delete(root, id))).isEqualTo(Reason.CANNOT_DELETE);
    }

    @Test
    void listsPodsInTheOrderOfTheirCreation() {
        clock.advance(Duration.ofSeconds(1));
        Pod first = pods.create(root, ANY);
        clock.advance(Duration.ofSeconds(1));
        Pod second = pods.create(root, ANY);

        assertThat(pods.list(root, PageRequest.first()).items())
                .extracting(Pod::id)
                .containsExactly(second.id(), first.id(), Fixtures.POD);
        assertThat(pods.list(Callers.of(first.id()), PageRequest.first()).items())
                .containsExactly(first);
        assertThat(pods.list(Callers.of(Fixtures.POD), PageRequest.first()).items())
                .extracting(Pod::id)
                .containsExactly(Fixtures.POD);
    }

    @Test
    void confinesACallerToThePod() {
        Pod pod = pods.create(root, named("mine"));
        Scope confined = new Scope.OnePod(pod.id());

        assertThat(pods.enter(root, "mine").scope()).isEqualTo(confined);
        assertThat(pods.enter(root, pod.id().toString()).scope()).isEqualTo(confined);
        assertThat(pods.enter(Callers.of(pod.id()), "mine").scope()).isEqualTo(confined);
    }

    @Test
    void looksToOthersAsIfItWereNotThere() {
        String id = pods.create(root, named("mine")).id().toString();

        for (String name : List.of(id, "mine", "unknown", "no id!")) {
            assertThat(refusal(() -> pods.get(Callers.stranger(), name))).isEqualTo(Reason.NOT_FOUND);
            assertThat(refusal(() -> pods.enter(Callers.of(Fixtures.OTHER_POD), name)))
                    .isEqualTo(Reason.NOT_FOUND);
            assertThat(refusal(() -> pods.delete(Callers.stranger(), name))).isEqualTo(Reason.NOT_FOUND);
        }
    }

    @Test
    void refusesKeysOfOneInbox() {
        Caller narrow = Callers.of(Fixtures.SUPPORT);
        String own = Fixtures.POD.toString();

        assertThat(List.<ThrowingCallable>of(
                        () -> pods.create(narrow, ANY),
                        () -> pods.list(narrow, PageRequest.first()),
                        () -> pods.get(narrow, own),
                        () -> pods.enter(narrow, own),
                        () -> pods.delete(narrow, own)))
                .extracting(PodsTest::refusal)
                .containsOnly(Reason.FORBIDDEN);
        assertThat(refusal(() -> pods.create(Callers.of(Fixtures.POD), ANY))).isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void asksForPermission() {
        Caller reader = Callers.only(Permission.POD_READ);

        pods.get(reader, Fixtures.POD.toString());

        assertThat(refusal(() -> pods.create(reader, ANY))).isEqualTo(Reason.MISSING_PERMISSION);
        assertThat(refusal(() -> pods.delete(reader, "mine"))).isEqualTo(Reason.MISSING_PERMISSION);
        assertThat(refusal(() -> pods.list(Callers.only(Permission.POD_CREATE), PageRequest.first())))
                .isEqualTo(Reason.MISSING_PERMISSION);
    }

    @Test
    void isDeletedWithWhatBelongsToIt() {
        Pod pod = pods.create(root, named("mine"));

        pods.delete(root, "mine");

        assertThat(removed).containsExactly(new Scope.OnePod(pod.id()));
        assertThat(refusal(() -> pods.get(root, pod.id().toString()))).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(() -> pods.delete(root, "mine"))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void isNotDeletedWhileSomethingIsInIt() {
        Pod pod = pods.create(root, ANY);
        full.add(pod.id());

        assertThat(refusal(() -> pods.delete(root, pod.id().toString()))).isEqualTo(Reason.CANNOT_DELETE);

        assertThat(store.isOpen(Fixtures.ORGANIZATION, pod.id())).isTrue();
        assertThat(removed).isEmpty();
    }

    @Test
    void isOpenAgainWhenSomethingCameInWhileItWasBeingClosed() {
        Pod pod = pods.create(root, ANY);
        int[] looks = {0};
        Pods busy = new Pods(store, List.of((organization, id) -> looks[0]++ > 0), List.of(), clock);

        assertThat(refusal(() -> busy.delete(root, pod.id().toString()))).isEqualTo(Reason.CANNOT_DELETE);

        assertThat(store.isOpen(Fixtures.ORGANIZATION, pod.id())).isTrue();
    }

    @Test
    void anInterruptedDeletionCanBeAskedForAgain() {
        Pod pod = pods.create(root, named("mine"));
        store.setClosing(pod, true);

        assertThat(refusal(() -> pods.create(root, named("mine")))).isEqualTo(Reason.CONFLICT);
        pods.delete(root, "mine");

        assertThat(pods.create(root, named("mine")).closing()).isFalse();
    }

    @Test
    void goesWithItsOrganization() {
        Pod pod = pods.create(root, ANY);
        List<Scope> removed = new ArrayList<>();

        new PodBelongings(store, List.of((owner, scope) -> removed.add(scope))).removeAll(Fixtures.organization());

        assertThat(removed).containsExactlyInAnyOrder(new Scope.OnePod(pod.id()), new Scope.OnePod(Fixtures.POD));
        assertThat(store.list(Fixtures.ORGANIZATION, PageRequest.first()).items())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb"})
    void refusesANameOfAnotherForm(String name) {
        assertThat(refusal(() -> pods.create(root, new CreatePod(Optional.of(name), Optional.empty()))))
                .isEqualTo(Reason.INVALID);
        assertThat(refusal(() -> pods.create(root, new CreatePod(Optional.of("n".repeat(257)), Optional.empty()))))
                .isEqualTo(Reason.INVALID);
    }

    private static CreatePod named(String clientId) {
        return new CreatePod(Optional.empty(), Optional.of(new ClientId(clientId)));
    }

    private static Reason refusal(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call).reason();
    }
}
