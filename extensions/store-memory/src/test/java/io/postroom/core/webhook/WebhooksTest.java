package io.postroom.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.account.ApiKey;
import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.KeyHash;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Permissions;
import io.postroom.core.account.Scope;
import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventType;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.page.PageRequest;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.Seal;
import io.postroom.core.secret.Tokens;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryPodStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WebhooksTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Organization OURS = organization();
    private static final Organization THEIRS = organization();

    private final MapWebhookStore store = new MapWebhookStore();
    private final Seal seal = new Seal(new MasterKey(new byte[MasterKey.OCTETS]));
    private final Webhooks webhooks = new Webhooks(
            store,
            new WebhookChanges(store),
            new MemoryPodStore(),
            inboxes(List.of(
                    inbox("a@x.example", OURS), inbox("b@x.example", OURS), inbox("foreign@x.example", THEIRS))),
            seal,
            new Tokens(),
            Clock.fixed(NOW, ZoneOffset.UTC));
    private final Caller caller = caller(OURS, new Scope.WholeOrganization(), Permissions.UNRESTRICTED);

    @Test
    void givesANewWebhookAnIdAndASecretInStandardBase64() {
        RevealedWebhook created = webhooks.create(caller, simple());

        assertThat(created.webhook().id().value()).matches("ep_[0-9a-f]{32}");
        assertThat(created.secret()).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(created.secret().substring(6))).hasSize(32);
        assertThat(created.webhook().isEnabled()).isTrue();
        assertThat(webhooks.get(caller, created.webhook().id())).isEqualTo(created);
        assertThat(webhooks.list(caller, PageRequest.first()).items()).containsExactly(created);
    }

    @Test
    void answersARepeatedClientIdWithTheOriginal() {
        CreateWebhook first = parse("https://one.example/", List.of("message.received"), Optional.of("mine"));
        CreateWebhook again = parse("https://two.example/", List.of("message.sent"), Optional.of("mine"));

        RevealedWebhook original = webhooks.create(caller, first);

        assertThat(webhooks.create(caller, again)).isEqualTo(original);
    }

    @Test
    void saysAllThatIsWrongWithTheirPaths() {
        RefusedException refused = catchThrowableOfType(
                RefusedException.class,
                () -> CreateWebhook.parse(
                        Optional.of("ftp://x.example"),
                        List.of("message.received", "message.delayed"),
                        List.of("no address"),
                        List.of("no uuid"),
                        Optional.of("with@sign"),
                        Map.of("svix-id", "x")));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID);
        assertThat(refused.problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        List.of("url"),
                        List.of("event_types", "1"),
                        List.of("inbox_ids", "0"),
                        List.of("pod_ids", "0"),
                        List.of("client_id"),
                        List.of("headers", "svix-id"));
    }

    @Test
    void refusesUrlsThatNameNoHostOrAUser() {
        for (String url : List.of("", "/hook", "http:///hook", "http://:80/", "https://u:p@x.example/", "mailto:a@b")) {
            assertRefusedAt("url", () -> parse(url, List.of("message.received"), Optional.empty()));
        }
        assertRefusedAt(
                "url",
                () -> parse("https://x.example/" + "a".repeat(2048), List.of("message.received"), Optional.empty()));
    }

    @Test
    void refusesAWebhookOfNoEvents() {
        assertRefusedAt("event_types", () -> parse("https://x.example/", List.of(), Optional.empty()));
    }

    @Test
    void refusesInboxesAndPodsOfOthersInTheWordsForUnknownOnes() {
        for (String inbox : List.of("foreign@x.example", "unknown@x.example")) {
            assertThatThrownBy(() -> webhooks.create(caller, scoped(List.of("a@x.example", inbox), List.of())))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.problems())
                                    .containsExactly(new Problem(
                                            "invalid_value", List.of("inbox_ids", "1"), "inbox not found")));
        }
        String theirPod = THEIRS.defaultPod().toString();
        assertRefusedAt("pod_ids", () -> webhooks.create(caller, scoped(List.of(), List.of(theirPod))));
    }

    @Test
    void refusesKeysWithoutThePermission() {
        Permissions readOnly = new Permissions.Only(Set.of(Permission.WEBHOOK_READ));
        assertThatThrownBy(() -> webhooks.create(caller(OURS, new Scope.WholeOrganization(), readOnly), simple()))
                .extracting("reason")
                .isEqualTo(Reason.MISSING_PERMISSION);
    }

    @Test
    void refusesEventsOfMailThatTheKeyMayNotSee() {
        Permissions noSpam = new Permissions.Only(Set.of(Permission.WEBHOOK_CREATE));
        CreateWebhook spam = parse("https://x.example/", List.of("message.received.spam"), Optional.empty());

        assertThatThrownBy(() -> webhooks.create(caller(OURS, new Scope.WholeOrganization(), noSpam), spam))
                .hasMessage("label_spam_read is forbidden");
    }

    @Test
    void tellsNobodyOfMailWhoseKeyMayNotReadMessages() {
        Permissions noReading = new Permissions.Only(Set.of(Permission.WEBHOOK_CREATE, Permission.WEBHOOK_UPDATE));
        Caller blind = caller(OURS, new Scope.WholeOrganization(), noReading);
        WebhookId id = webhooks.create(caller, simple()).webhook().id();
        UpdateWebhook more = change(List.of("message.received", "message.sent"), List.of(), List.of());

        assertThatThrownBy(() -> webhooks.create(blind, simple())).hasMessage("message_read is forbidden");
        assertThatThrownBy(() -> webhooks.update(blind, id, more)).hasMessage("message_read is forbidden");
        assertThat(webhooks.update(blind, id, enabled(false)).webhook().isEnabled())
                .isFalse();
    }

    @Test
    void saysNotFoundOfAnothersWebhook() {
        WebhookId id = webhooks.create(caller, simple()).webhook().id();
        Caller other = caller(THEIRS, new Scope.WholeOrganization(), Permissions.UNRESTRICTED);

        assertThatThrownBy(() -> webhooks.get(other, id)).extracting("reason").isEqualTo(Reason.NOT_FOUND);
        assertThatThrownBy(() -> webhooks.delete(other, id))
                .extracting("reason")
                .isEqualTo(Reason.NOT_FOUND);
        assertThatThrownBy(() -> webhooks.update(other, id, enabled(false)))
                .extracting("reason")
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void leavesEventTypesAsTheyAreWhenNoneAreGiven() {
        WebhookId id = webhooks.create(caller, simple()).webhook().id();

        Webhook same = webhooks.update(caller, id, change(List.of(), List.of(), List.of()))
                .webhook();
        Webhook other = webhooks.update(caller, id, change(List.of("message.sent"), List.of(), List.of()))
                .webhook();

        assertThat(same.eventTypes()).containsExactly(EventType.MESSAGE_RECEIVED);
        assertThat(other.eventTypes()).containsExactly(EventType.MESSAGE_SENT);
    }

    @Test
    void keepsAtLeastOneInboxOfAScopedWebhook() {
        WebhookId id = webhooks.create(caller, scoped(List.of("a@x.example"), List.of()))
                .webhook()
                .id();

        assertRefusedAt(
                "remove_inbox_ids",
                () -> webhooks.update(caller, id, change(List.of(), List.of(), List.of("a@x.example"))));
        Webhook moved = webhooks.update(caller, id, change(List.of(), List.of("b@x.example"), List.of("a@x.example")))
                .webhook();

        assertThat(moved.inboxes()).containsExactly(new InboxId("b@x.example"));
    }

    @Test
    void refusesMoreThanTenInboxes() {
        List<Inbox> eleven = IntStream.range(0, 11)
                .mapToObj(i -> inbox("i" + i + "@x.example", OURS))
                .toList();
        Webhooks many = new Webhooks(
                store,
                new WebhookChanges(store),
                new MemoryPodStore(),
                inboxes(eleven),
                seal,
                new Tokens(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        List<String> ids = eleven.stream().map(inbox -> inbox.id().value()).toList();

        assertRefusedAt("inbox_ids", () -> many.create(caller, scoped(ids, List.of())));
    }

    @Test
    void setsAndRemovesHeadersWithoutRegardToCaseAndShowsNamesOnly() {
        WebhookId id = webhooks.create(
                        caller,
                        CreateWebhook.parse(
                                Optional.of("https://x.example/"),
                                List.of("message.received"),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                Map.of("X-One", "1", "X-Two", "2")))
                .webhook()
                .id();

        webhooks.updateHeaders(caller, id, UpdateHeaders.parse(Map.of("x-one", "new"), List.of("X-TWO", "X-None")));

        assertThat(webhooks.headerNames(caller, id)).containsExactly("x-one");
        assertThat(seal.open(store.find(OURS.id(), id).orElseThrow().headers().get("x-one")))
                .isEqualTo("new");
    }

    @Test
    void refusesHeadersThatFrameSignOrSplitTheRequest() {
        for (String name :
                List.of("Svix-Id", "WEBHOOK-signature", "Host", "Content-Length", "te", "a b", "", "x:y", "é")) {
            assertRefusedAt("headers", () -> UpdateHeaders.parse(Map.of(name, "v"), List.of()));
        }
        for (String value : List.of("a\r\nX-Evil: 1", "a\nb", "\u0000", "é", "v".repeat(4097))) {
            assertRefusedAt("headers", () -> UpdateHeaders.parse(Map.of("X-One", value), List.of()));
        }
        assertRefusedAt("remove_headers", () -> UpdateHeaders.parse(Map.of("X-One", "1"), List.of("x-one")));
    }

    @Test
    void forgetsEarlierFailuresWhenItIsEnabledAgain() {
        WebhookId id = webhooks.create(caller, simple()).webhook().id();

        Webhook off = webhooks.update(caller, id, enabled(false)).webhook();
        Webhook on = webhooks.update(caller, id, enabled(true)).webhook();

        assertThat(off.isEnabled()).isFalse();
        assertThat(on.state()).isEqualTo(new WebhookState.Enabled(Optional.empty()));
    }

    @Test
    void writesNothingWhereAChangeChangesNothing() {
        Webhook webhook = webhooks.create(caller, simple()).webhook();

        new WebhookChanges(store).apply(OURS.id(), webhook.id(), same -> same);

        assertThat(store.writes).isZero();
    }

    @Test
    void keepsSecretsOutOfTexts() {
        RevealedWebhook created = webhooks.create(caller, simple());

        assertThat(created.toString()).doesNotContain(created.secret());
        assertThat(UpdateHeaders.parse(Map.of("Authorization", "Bearer x1"), List.of())
                        .toString())
                .doesNotContain("x1");
    }

    private static void assertRefusedAt(String field, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problems())
                                .isNotEmpty()
                                .allSatisfy(
                                        problem -> assertThat(problem.path()).startsWith(field)));
    }

    private static CreateWebhook simple() {
        return parse("https://x.example/hook", List.of("message.received"), Optional.empty());
    }

    private static CreateWebhook parse(String url, List<String> types, Optional<String> clientId) {
        return CreateWebhook.parse(Optional.of(url), types, List.of(), List.of(), clientId, Map.of());
    }

    private static CreateWebhook scoped(List<String> inboxes, List<String> pods) {
        return CreateWebhook.parse(
                Optional.of("https://x.example/"),
                List.of("message.received"),
                inboxes,
                pods,
                Optional.empty(),
                Map.of());
    }

    private static UpdateWebhook change(List<String> types, List<String> add, List<String> remove) {
        return UpdateWebhook.parse(types, add, remove, List.of(), List.of(), Optional.empty());
    }

    private static UpdateWebhook enabled(boolean on) {
        return UpdateWebhook.parse(List.of(), List.of(), List.of(), List.of(), List.of(), Optional.of(on));
    }

    private static Organization organization() {
        return new Organization(new OrganizationId(UUID.randomUUID()), "An organisation", false, NOW, NOW);
    }

    private static MemoryInboxStore inboxes(List<Inbox> known) {
        MemoryInboxStore store = new MemoryInboxStore();
        known.forEach(store::create);
        return store;
    }

    private static Inbox inbox(String address, Organization owner) {
        return new Inbox(
                new InboxId(address),
                owner.id(),
                owner.defaultPod(),
                Optional.empty(),
                Optional.empty(),
                Metadata.EMPTY,
                NOW,
                NOW);
    }

    private static Caller caller(Organization organization, Scope scope, Permissions permissions) {
        return new Caller(
                organization,
                new ApiKey(
                        new ApiKeyId(UUID.randomUUID()),
                        organization.id(),
                        scope,
                        permissions,
                        "key",
                        "am_",
                        KeyHash.of("secret"),
                        Optional.empty(),
                        Optional.empty(),
                        NOW,
                        NOW));
    }
}
