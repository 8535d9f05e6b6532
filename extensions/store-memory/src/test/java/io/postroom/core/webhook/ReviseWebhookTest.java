package io.postroom.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.account.Permission;
import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventType;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.Seal;
import io.postroom.core.secret.Tokens;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.testkit.Callers;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviseWebhookTest {
    private final MapWebhookStore store = new MapWebhookStore();
    private final MemoryInboxStore inboxes = new MemoryInboxStore();
    private final FixedClock clock = new FixedClock();
    private final Webhooks webhooks = new Webhooks(
            store,
            new WebhookChanges(store),
            new MemoryPodStore(),
            inboxes,
            new Seal(new MasterKey(new byte[MasterKey.OCTETS])),
            new Tokens(),
            clock);

    @BeforeEach
    void makeInboxes() {
        inboxes.create(Fixtures.inbox(Fixtures.SUPPORT));
        inboxes.create(Fixtures.inbox(Fixtures.SALES));
    }

    private RevealedWebhook create(CallForm form) {
        CreateWebhook wish = CreateWebhook.parse(
                Optional.of("https://one.example/"),
                List.of("message.received"),
                List.of(Fixtures.SUPPORT.value()),
                List.of(),
                Optional.empty(),
                Map.of());
        return webhooks.create(Callers.unrestricted(), wish.calledIn(form));
    }

    private static ReviseWebhook everything(String url, List<String> types, List<String> ids, boolean enabled) {
        return ReviseWebhook.parse(Optional.of(url), Optional.of(types), Optional.of(ids), Optional.of(enabled));
    }

    @Test
    void putsSomethingElseInThePlaceOfEverything() {
        RevealedWebhook before = create(CallForm.INBOX_AI);

        RevealedWebhook after = webhooks.revise(
                Callers.unrestricted(),
                before.webhook().id(),
                everything("https://two.example/", List.of("message.sent"), List.of(), false));

        assertThat(after.webhook().url()).isEqualTo(URI.create("https://two.example/"));
        assertThat(after.webhook().eventTypes()).containsExactly(EventType.MESSAGE_SENT);
        assertThat(after.webhook().inboxes()).isEmpty();
        assertThat(after.webhook().isEnabled()).isFalse();
        assertThat(after.webhook().form()).isEqualTo(CallForm.INBOX_AI);
        assertThat(after.secret()).isEqualTo(before.secret());
    }

    @Test
    void leavesWhatIsNotNamed() {
        Webhook before = create(CallForm.STANDARD).webhook();
        ReviseWebhook nothing =
                new ReviseWebhook(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(webhooks.revise(Callers.unrestricted(), before.id(), nothing).webhook())
                .isEqualTo(before);
    }

    @Test
    void refusesWhatTheCallerMayNotHave() {
        WebhookId id = create(CallForm.STANDARD).webhook().id();
        ReviseWebhook foreign = ReviseWebhook.parse(
                Optional.empty(), Optional.empty(), Optional.of(List.of("foreign@agents.example")), Optional.empty());
        ReviseWebhook events = ReviseWebhook.parse(
                Optional.empty(), Optional.of(List.of("message.sent")), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> webhooks.revise(Callers.unrestricted(), id, foreign))
                .hasMessage("inbox not found");
        assertThatThrownBy(() -> webhooks.revise(Callers.only(Permission.WEBHOOK_UPDATE), id, events))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.MISSING_PERMISSION));
        assertThatThrownBy(() -> webhooks.revise(Callers.stranger(), id, events))
                .hasMessage("Webhook not found");
    }

    @Test
    void saysAllThatIsWrong() {
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> everything("ftp://x", List.of(), List.of("none"), true));

        assertThat(refused.problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(List.of("event_types"), List.of("url"), List.of("inbox_ids", "0"));
    }
}
