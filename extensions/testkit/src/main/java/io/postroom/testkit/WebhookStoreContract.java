package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.Scope;
import io.postroom.core.event.EventType;
import io.postroom.core.secret.SealedText;
import io.postroom.core.webhook.CallForm;
import io.postroom.core.webhook.MailNotice;
import io.postroom.core.webhook.NoticeFilter;
import io.postroom.core.webhook.NoticeRule;
import io.postroom.core.webhook.SigningSecrets;
import io.postroom.core.webhook.SigningSecrets.Retired;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookState;
import io.postroom.core.webhook.WebhookStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link WebhookStore} does. */
public interface WebhookStoreContract {
    int RUNNERS = 32;

    /** The store under test, empty at the start of each test. */
    WebhookStore store();

    @Test
    default void findsWhatItCreated() {
        Webhook webhook = named(1, "hook");

        assertThat(store().create(webhook)).isEqualTo(webhook);

        assertThat(store().find(Fixtures.ORGANIZATION, webhook.id())).contains(webhook);
        assertThat(store().findByClientId(Fixtures.ORGANIZATION, new ClientId("hook")))
                .contains(webhook);
        assertThat(store().listAll(Fixtures.ORGANIZATION)).containsExactly(webhook);
    }

    @Test
    default void findsNothingInAnotherOrganization() {
        Webhook webhook = named(1, "hook");
        store().create(webhook);

        assertThat(store().find(Fixtures.OTHER_ORGANIZATION, webhook.id())).isEmpty();
        assertThat(store().findByClientId(Fixtures.OTHER_ORGANIZATION, new ClientId("hook")))
                .isEmpty();
        assertThat(store().listAll(Fixtures.OTHER_ORGANIZATION)).isEmpty();
    }

    @Test
    default void keepsEveryField() {
        Webhook webhook = full(1, new Scope.WholeOrganization());

        store().create(webhook);

        assertThat(store().find(Fixtures.ORGANIZATION, webhook.id())).contains(webhook);
    }

    @Test
    default void keepsWhatAWebhookBelongsTo() {
        Webhook ofPod = full(1, new Scope.OnePod(Fixtures.OTHER_POD));
        Webhook ofInbox = full(2, new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT));
        List.of(ofPod, ofInbox).forEach(store()::create);

        assertThat(store().find(Fixtures.ORGANIZATION, ofPod.id())).contains(ofPod);
        assertThat(store().find(Fixtures.ORGANIZATION, ofInbox.id())).contains(ofInbox);
    }

    @Test
    default void keepsWhatMakesAWebhookAChannelOfARule() {
        NoticeRule rule = new NoticeRule(
                "bills",
                "Bills “and” more",
                true,
                new NoticeFilter(
                        Optional.of(false),
                        List.of("example.com", "example.org"),
                        List.of("email"),
                        List.of("verified")),
                new NoticeRule.WebhookChannel(true, Optional.of(URI.create("https://hooks.example/a"))),
                new NoticeRule.EmailChannel(false, List.of("ann@example.com", "bob@example.com")));
        NoticeRule bare = new NoticeRule(
                "bare",
                "",
                false,
                NoticeFilter.NONE,
                new NoticeRule.WebhookChannel(false, Optional.empty()),
                new NoticeRule.EmailChannel(true, List.of()));
        List<Webhook> webhooks = Stream.of(new MailNotice(rule, 3), new MailNotice(bare, 0))
                .map(WebhookStoreContract::noticed)
                .toList();

        webhooks.forEach(store()::create);

        for (Webhook webhook : webhooks) {
            assertThat(store().find(Fixtures.ORGANIZATION, webhook.id())).contains(webhook);
        }
    }

    private static Webhook noticed(MailNotice notice) {
        Webhook like = Fixtures.webhook(10 + notice.place());
        return new Webhook(
                like.id(),
                like.organization(),
                new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT),
                like.url(),
                like.eventTypes(),
                Set.of(),
                Set.of(),
                like.secrets(),
                Map.of(),
                Optional.empty(),
                like.state(),
                like.createdAt(),
                like.updatedAt(),
                Optional.of(notice));
    }

    private static Webhook full(int number, Scope scope) {
        return new Webhook(
                Fixtures.webhookId(number),
                Fixtures.ORGANIZATION,
                scope,
                URI.create("https://user@hooks.example:8443/a%20b?c=d&e=%C3%A9#f"),
                Set.of(EventType.values()),
                Set.of(Fixtures.POD, Fixtures.OTHER_POD),
                Set.of(Fixtures.SUPPORT, Fixtures.SALES),
                new SigningSecrets(
                        new SealedText("c2VhbGVk"),
                        List.of(
                                new Retired(new SealedText("b2xk"), Fixtures.NOW.plusSeconds(2)),
                                new Retired(new SealedText("b2xkZXI="), Fixtures.NOW.plusSeconds(1))),
                        CallForm.values()[number % CallForm.values().length]),
                Map.of("X-A", new SealedText("YQ=="), "x-b", new SealedText("Yg==")),
                Optional.of(new ClientId("a.b_c~d-" + number)),
                new WebhookState.Disabled(Fixtures.NOW.plusSeconds(9), "it failed for 5 days; “odd” 👾"),
                Fixtures.NOW,
                Fixtures.NOW.plusSeconds(10));
    }

    @Test
    default void answersARepeatedClientIdWithTheFirstWebhook() {
        Webhook first = named(1, "hook");
        store().create(first);

        assertThat(store().create(named(2, "hook"))).isEqualTo(first);

        assertThat(store().find(Fixtures.ORGANIZATION, Fixtures.webhookId(2))).isEmpty();
        assertThat(store().listAll(Fixtures.ORGANIZATION)).containsExactly(first);
    }

    @Test
    default void oneOfManyGetsTheClientIdOfAWebhook() {
        List<Webhook> results = Race.of(RUNNERS, number -> store().create(named(number, "hook")));

        assertThat(Set.copyOf(results)).hasSize(1);
        assertThat(store().listAll(Fixtures.ORGANIZATION)).containsExactly(results.get(0));
    }

    @Test
    default void replacesTheWebhookOfTheSameId() {
        Webhook webhook = named(1, "hook");
        Webhook failing = webhook.withState(
                new WebhookState.Enabled(Optional.of(Fixtures.NOW.plusSeconds(1))), Fixtures.NOW.plusSeconds(2));
        store().create(webhook);

        store().update(failing);

        assertThat(store().find(Fixtures.ORGANIZATION, webhook.id())).contains(failing);
        assertThat(store().findByClientId(Fixtures.ORGANIZATION, new ClientId("hook")))
                .contains(failing);
        assertThat(store().create(named(2, "hook"))).isEqualTo(failing);
        assertThat(store().listAll(Fixtures.ORGANIZATION)).containsExactly(failing);
    }

    @Test
    default void doesNotBringADeletedWebhookBackByUpdatingIt() {
        Webhook webhook = named(1, "hook");
        store().create(webhook);
        store().delete(webhook);

        store().update(webhook.withState(new WebhookState.Disabled(Fixtures.NOW, "gone"), Fixtures.NOW));

        assertThat(store().find(Fixtures.ORGANIZATION, webhook.id())).isEmpty();
        assertThat(store().listAll(Fixtures.ORGANIZATION)).isEmpty();
    }

    @Test
    default void deletingFreesTheClientId() {
        Webhook webhook = named(1, "hook");
        store().create(webhook);

        store().delete(webhook);
        store().delete(webhook);

        assertThat(store().find(Fixtures.ORGANIZATION, webhook.id())).isEmpty();
        assertThat(store().findByClientId(Fixtures.ORGANIZATION, new ClientId("hook")))
                .isEmpty();
        assertThat(store().create(named(2, "hook")).id()).isEqualTo(Fixtures.webhookId(2));
    }

    @Test
    default void listsAllWebhooksInTheOrderOfTheirCreation() {
        List<Webhook> webhooks = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            webhooks.add(Fixtures.webhook(number, Fixtures.NOW.plusMillis(number / 10)));
        }
        List<Webhook> shuffled = new ArrayList<>(webhooks);
        Collections.reverse(shuffled);
        shuffled.forEach(store()::create);

        assertThat(store().listAll(Fixtures.ORGANIZATION)).containsExactlyElementsOf(webhooks);
    }

    private static Webhook named(int number, String clientId) {
        return Fixtures.webhook(number).withClientId(new ClientId(clientId));
    }
}
