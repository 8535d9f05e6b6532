package io.postroom.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.Seal;
import io.postroom.core.secret.Tokens;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.core.webhook.NoticeRule.EmailChannel;
import io.postroom.core.webhook.NoticeRule.WebhookChannel;
import io.postroom.store.memory.MemoryWebhookStore;
import io.postroom.testkit.Callers;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.MessageBuilder;
import io.postroom.testkit.Race;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an inbox has others told of its mail. */
class MailNoticesTest {
    private static final URI HOOK = URI.create("https://hooks.example/1");

    private final FixedClock clock = new FixedClock();
    private final MemoryWebhookStore store = new MemoryWebhookStore();
    private final Seal seal = new Seal(new MasterKey(new byte[MasterKey.OCTETS]));
    private final WebhookChanges changes = new WebhookChanges(store);
    private final MailNotices notices = new MailNotices(store, changes, seal, new Tokens(), clock);
    private final NoticeRules rules = new NoticeRules(store, changes, seal, new Tokens(), clock);
    private final Caller support = Callers.of(Fixtures.SUPPORT);

    private static MailNotices.Wish wish(URI url) {
        return new MailNotices.Wish(Optional.of(url), true, false);
    }

    private static NoticeRule rule(String id, Optional<URI> url, String... recipients) {
        return rule(id, NoticeFilter.NONE, url, recipients);
    }

    private static NoticeRule rule(String id, NoticeFilter filter, Optional<URI> url, String... recipients) {
        return new NoticeRule(
                id,
                "",
                true,
                filter,
                new WebhookChannel(url.isPresent(), url),
                new EmailChannel(true, List.of(recipients)));
    }

    private static NoticeFilter domains(String... domains) {
        return new NoticeFilter(Optional.empty(), List.of(domains), List.of(), List.of());
    }

    private List<Webhook> stored() {
        return store.listAll(Fixtures.ORGANIZATION);
    }

    private static boolean wants(Webhook webhook, MessageBuilder built) {
        Message message = built.build();
        return webhook.wants(new MailEvent(
                EventId.derivedFrom(EventType.MESSAGE_RECEIVED, message.id().value()),
                EventType.MESSAGE_RECEIVED,
                Fixtures.ORGANIZATION,
                Fixtures.POD,
                message.inbox(),
                Fixtures.NOW,
                new EventBody.Received(message, ThreadSummary.startedBy(message))));
    }

    private static Reason refusal(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(RefusedException.class, call))
                .reason();
    }

    @Test
    void manyWhoMakeTheWebhookAtOnceMakeOne() {
        Race.of(16, i -> notices.put(support, wish(URI.create("https://hooks.example/" + i))));

        assertThat(stored()).hasSize(1);
    }

    @Test
    void aWebhookIsToldOfTheMailOfItsInboxOnly() {
        notices.put(support, wish(HOOK));

        Webhook webhook = stored().get(0);
        assertThat(wants(webhook, Fixtures.message(1))).isTrue();
        assertThat(wants(webhook, Fixtures.message(1).in(Fixtures.SALES))).isFalse();
    }

    @Test
    void onlyAnInboxHasOne() {
        List<ThrowingCallable> attempts = List.of(
                () -> notices.put(Callers.unrestricted(), wish(HOOK)),
                () -> notices.get(Callers.of(Fixtures.POD)),
                () -> rules.replace(Callers.unrestricted(), List.of()));

        assertThat(attempts).extracting(MailNoticesTest::refusal).containsOnly(Reason.FORBIDDEN);
    }

    @Test
    void oneMustBeAllowedToReadWhatOneIsToldOf() {
        Scope inbox = support.scope();
        Caller blind = Callers.only(Permission.WEBHOOK_CREATE, Permission.WEBHOOK_UPDATE, Permission.WEBHOOK_DELETE)
                .within(inbox);
        Caller mute = Callers.only(
                        Permission.WEBHOOK_CREATE,
                        Permission.WEBHOOK_UPDATE,
                        Permission.WEBHOOK_DELETE,
                        Permission.MESSAGE_READ)
                .within(inbox);

        assertThat(Stream.<ThrowingCallable>of(
                        () -> notices.put(blind, wish(HOOK)),
                        () -> rules.replace(blind, List.of()),
                        () -> rules.replace(mute, List.of(rule("a", Optional.empty(), "ann@example.com")))))
                .extracting(MailNoticesTest::refusal)
                .containsOnly(Reason.MISSING_PERMISSION);
        assertThat(rules.replace(mute, List.of(rule("a", Optional.of(HOOK))))).hasSize(1);
    }

    @Test
    void aRotatedSecretGoesOnSigningInTheOtherSignature() {
        String first = notices.put(support, wish(HOOK)).newSecret().orElseThrow();

        String second = notices.put(support, new MailNotices.Wish(Optional.empty(), true, true))
                .newSecret()
                .orElseThrow();

        assertThat(second).isNotEqualTo(first);
        assertThat(stored().get(0).secrets().at(clock.instant()).stream().map(seal::open))
                .containsExactly(second, first);
    }

    @Test
    void aRuleIsAWebhookForEachWayOfTelling() {
        rules.replace(support, List.of(rule("a", Optional.of(HOOK), "ann+x@example.com", "o'neil@example.com")));

        assertThat(stored().stream().map(webhook -> webhook.url().toString()))
                .containsExactlyInAnyOrder("https://hooks.example/1", "mailto:ann+x@example.com,o%27neil@example.com");
        assertThat(stored().stream().filter(Webhook::isMail)).hasSize(1);
    }

    @Test
    void aRuleThatStaysKeepsItsWebhook() {
        rules.replace(support, List.of(rule("a", Optional.of(HOOK)), rule("b", Optional.of(HOOK))));
        List<WebhookId> before = stored().stream().map(Webhook::id).toList();

        rules.replace(
                support, List.of(rule("b", domains("x.example"), Optional.of(HOOK)), rule("a", Optional.of(HOOK))));

        assertThat(stored().stream().map(Webhook::id)).containsExactlyInAnyOrderElementsOf(before);
        assertThat(rules.list(support)).extracting(shown -> shown.rule().id()).containsExactly("b", "a");
        assertThat(rules.list(Callers.of(Fixtures.SALES))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com,,,,true",
        "EXAMPLE.COM,,,,true",
        "example.org,,,,false",
        "com,,,,false",
        ",true,,,false",
        ",false,,,true",
        ",,email,,true",
        ",,marketplace,,false",
        ",,,unverified,true",
        ",,,verified,false"
    })
    void aRuleAsksForCertainMail(
            @Nullable String domain,
            @Nullable Boolean verified,
            @Nullable String traffic,
            @Nullable String tier,
            boolean told) {
        NoticeFilter filter =
                new NoticeFilter(Optional.ofNullable(verified), listOf(domain), listOf(traffic), listOf(tier));
        rules.replace(support, List.of(rule("a", filter, Optional.of(HOOK))));

        assertThat(wants(stored().get(0), Fixtures.message(1))).isEqualTo(told);
    }

    private static List<String> listOf(@Nullable String value) {
        return Optional.ofNullable(value).stream().toList();
    }

    @ParameterizedTest
    @CsvSource({"ann@example.com", "Ann <ann@example.com> (work)", "<ann@EXAMPLE.com >"})
    void theSendersDomainIsReadHoweverItIsWritten(String from) {
        rules.replace(support, List.of(rule("a", domains("example.com"), Optional.of(HOOK))));

        assertThat(wants(stored().get(0), Fixtures.message(1).from(from))).isTrue();
        assertThat(wants(stored().get(0), Fixtures.message(1).from(""))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"auto-reply,false", "bounce,false", "list,true"})
    void nobodyIsWrittenToBecauseOfTheAnswerOfAMachine(String label, boolean told) {
        rules.replace(support, List.of(rule("a", Optional.of(HOOK), "ann@example.com")));
        MessageBuilder message = Fixtures.message(1).labels(Label.RECEIVED, new Label(label));

        for (Webhook webhook : stored()) {
            assertThat(wants(webhook, message)).isEqualTo(told || !webhook.isMail());
        }
    }
}
