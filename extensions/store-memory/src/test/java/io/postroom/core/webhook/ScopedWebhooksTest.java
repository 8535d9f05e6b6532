package io.postroom.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Pod;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.page.PageRequest;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.Seal;
import io.postroom.core.secret.Tokens;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.store.memory.MemoryWebhookStore;
import io.postroom.testkit.Callers;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks of pods and inboxes, and their secrets. */
class ScopedWebhooksTest {
    private static final InboxId ELSEWHERE = new InboxId("elsewhere@agents.example");

    private final FixedClock clock = new FixedClock();
    private final MemoryWebhookStore store = new MemoryWebhookStore();
    private final MemoryInboxStore inboxes = new MemoryInboxStore();
    private final MemoryPodStore pods = new MemoryPodStore();
    private final Seal seal = new Seal(new MasterKey(new byte[MasterKey.OCTETS]));
    private final Webhooks webhooks =
            new Webhooks(store, new WebhookChanges(store), pods, inboxes, seal, new Tokens(), clock);
    private final Pod pod = Fixtures.pod(1);
    private final Caller root = Callers.unrestricted();
    private final Caller inPod = root.within(new Scope.OnePod(pod.id()));
    private final Caller inDefaultPod = root.within(new Scope.OnePod(Fixtures.POD));
    private final Caller inSupport = Callers.of(Fixtures.SUPPORT);

    @BeforeEach
    void fill() {
        pods.create(pod);
        inboxes.create(Fixtures.inbox());
        inboxes.create(Fixtures.inbox(Fixtures.SALES));
        Inbox like = Fixtures.inbox(ELSEWHERE);
        inboxes.create(new Inbox(
                ELSEWHERE,
                like.organization(),
                pod.id(),
                like.displayName(),
                like.clientId(),
                like.metadata(),
                like.createdAt(),
                like.updatedAt()));
    }

    @Test
    void areSeenWithinTheirScopeOnly() {
        Webhook whole = create(root, List.of(), List.of());
        Webhook ofPod = create(inDefaultPod, List.of(), List.of());
        Webhook ofInbox = create(inSupport, List.of(), List.of());

        assertThat(listed(root)).containsExactlyInAnyOrder(whole, ofPod, ofInbox);
        assertThat(listed(inDefaultPod)).containsExactlyInAnyOrder(ofPod, ofInbox);
        assertThat(listed(inSupport)).containsExactly(ofInbox);
        assertThat(listed(inPod)).isEmpty();
        Stream.<ThrowingCallable>of(
                        () -> webhooks.get(inPod, ofPod.id()),
                        () -> webhooks.update(inSupport, ofPod.id(), adding(List.of(), List.of())),
                        () -> webhooks.rotateSecret(inDefaultPod, whole.id()),
                        () -> webhooks.headerNames(Callers.of(Fixtures.SALES), ofInbox.id()),
                        () -> webhooks.delete(inPod, ofInbox.id()))
                .forEach(call -> assertThat(refusal(call)).isEqualTo(Reason.NOT_FOUND));
    }

    @Test
    void areToldOfNothingBeyondTheirScope() {
        Webhook ofPod = create(inDefaultPod, List.of(), List.of());
        Webhook ofInbox = create(inSupport, List.of(), List.of());
        Webhook ofInboxesOfPod = create(inDefaultPod, List.of(Fixtures.SALES), List.of());
        Webhook ofOtherPod = create(root, List.of(), List.of(pod.id()));

        assertThat(wanting(Fixtures.POD, Fixtures.SUPPORT)).containsExactlyInAnyOrder(ofPod, ofInbox);
        assertThat(wanting(Fixtures.POD, Fixtures.SALES)).containsExactlyInAnyOrder(ofPod, ofInboxesOfPod);
        assertThat(wanting(pod.id(), ELSEWHERE)).containsExactly(ofOtherPod);
    }

    @Test
    void takeInNoInboxAndNoPodFromBeyondTheirScope() {
        Webhook ofPod = create(inDefaultPod, List.of(Fixtures.SUPPORT), List.of());

        assertThat(refusal(() -> create(inPod, List.of(Fixtures.SUPPORT), List.of())))
                .isEqualTo(Reason.INVALID);
        assertThat(refusal(() -> create(inSupport, List.of(), List.of(Fixtures.POD))))
                .isEqualTo(Reason.INVALID);
        assertThat(refusal(() -> webhooks.update(root, ofPod.id(), adding(List.of(ELSEWHERE), List.of()))))
                .isEqualTo(Reason.INVALID);
        assertThat(refusal(() -> webhooks.update(root, ofPod.id(), adding(List.of(), List.of(pod.id())))))
                .isEqualTo(Reason.INVALID);
        webhooks.update(root, ofPod.id(), adding(List.of(Fixtures.SALES), List.of(Fixtures.POD)));
    }

    @Test
    void showNoSecretOfAnotherScopeForARepeatedClientId() {
        CreateWebhook wish = new CreateWebhook(
                URI.create("https://hooks.example"),
                List.of(EventType.MESSAGE_RECEIVED),
                List.of(),
                List.of(),
                Optional.of(new ClientId("mine")),
                Map.of());
        RevealedWebhook first = webhooks.create(inDefaultPod, wish);

        assertThat(refusal(() -> webhooks.create(inPod, wish))).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(refusal(() -> webhooks.create(inSupport, wish))).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(webhooks.create(root, wish)).isEqualTo(first);
    }

    @Test
    void goWithTheirPodOrInbox() {
        Webhook whole = create(root, List.of(), List.of());
        create(inDefaultPod, List.of(), List.of());
        create(inSupport, List.of(), List.of());
        Webhook ofOtherPod = create(inPod, List.of(), List.of());

        new WebhookBelongings(store).removeAll(Fixtures.ORGANIZATION, new Scope.OnePod(Fixtures.POD));

        assertThat(listed(root)).containsExactlyInAnyOrder(whole, ofOtherPod);
    }

    @Test
    void signWithAReplacedSecretForADay() {
        RevealedWebhook made = webhooks.create(root, wish(List.of(), List.of()));
        RevealedWebhook rotated = webhooks.rotateSecret(root, made.webhook().id());

        assertThat(rotated.secret()).isNotEqualTo(made.secret());
        assertThat(rotated.overlapEnd()).contains(clock.instant().plus(Duration.ofHours(24)));
        assertThat(secrets(rotated.webhook())).containsExactly(rotated.secret(), made.secret());
        clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(secrets(rotated.webhook())).containsExactly(rotated.secret(), made.secret());
        clock.advance(Duration.ofMillis(1));
        assertThat(secrets(rotated.webhook())).containsExactly(rotated.secret());
    }

    @Test
    void haveFiveSecretsAtMost() {
        WebhookId id =
                webhooks.create(root, wish(List.of(), List.of())).webhook().id();
        for (int i = 0; i < 4; i++) {
            webhooks.rotateSecret(root, id);
        }

        assertThat(refusal(() -> webhooks.rotateSecret(root, id))).isEqualTo(Reason.LIMIT_EXCEEDED);
        assertThat(secrets(store.find(Fixtures.ORGANIZATION, id).orElseThrow())).hasSize(5);
        clock.advance(Duration.ofHours(25));
        assertThat(secrets(webhooks.rotateSecret(root, id).webhook())).hasSize(2);
    }

    private List<String> secrets(Webhook webhook) {
        return webhook.secrets().at(clock.instant()).stream().map(seal::open).toList();
    }

    private Webhook create(Caller caller, List<InboxId> ofInboxes, List<PodId> ofPods) {
        return webhooks.create(caller, wish(ofInboxes, ofPods)).webhook();
    }

    private static CreateWebhook wish(List<InboxId> ofInboxes, List<PodId> ofPods) {
        return new CreateWebhook(
                URI.create("https://hooks.example"),
                List.of(EventType.MESSAGE_RECEIVED),
                ofInboxes,
                ofPods,
                Optional.empty(),
                Map.of());
    }

    private static UpdateWebhook adding(List<InboxId> more, List<PodId> morePods) {
        return new UpdateWebhook(List.of(), more, List.of(), morePods, List.of(), Optional.empty());
    }

    private List<Webhook> listed(Caller caller) {
        return webhooks.list(caller, PageRequest.first()).items().stream()
                .map(RevealedWebhook::webhook)
                .toList();
    }

    private List<Webhook> wanting(PodId inPodOf, InboxId inbox) {
        MailEvent like = Fixtures.received(Fixtures.message(1).build());
        MailEvent event = new MailEvent(
                like.id(),
                like.type(),
                like.organization(),
                Optional.of(inPodOf),
                Optional.of(inbox),
                like.at(),
                (EventBody.Received) like.body());
        return store.listAll(Fixtures.ORGANIZATION).stream()
                .filter(webhook -> webhook.wants(event))
                .toList();
    }

    private static Reason refusal(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call).reason();
    }
}
