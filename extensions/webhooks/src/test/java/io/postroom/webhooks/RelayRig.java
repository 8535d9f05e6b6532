package io.postroom.webhooks;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Scope;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventFields;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventType;
import io.postroom.core.event.LocalEventSignal;
import io.postroom.core.event.MailEvent;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.Seal;
import io.postroom.core.secret.SealedText;
import io.postroom.core.signal.Names;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.core.webhook.CallForm;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.MailNotice;
import io.postroom.core.webhook.SigningSecrets;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookChanges;
import io.postroom.core.webhook.WebhookState;
import io.postroom.store.memory.MemoryCursorStore;
import io.postroom.store.memory.MemoryDeliveryStore;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryOrganizationStore;
import io.postroom.store.memory.MemoryWebhookStore;
import io.postroom.testkit.FakeMailboxes;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.PlainParser;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A relay over stores in memory, and an endpoint for it to call. */
final class RelayRig implements AutoCloseable {
    static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final HttpSink sink;
    final FixedClock clock = new FixedClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    final SwitchedDeliveries deliveries = new SwitchedDeliveries(new MemoryDeliveryStore(clock));
    final RelayStores stores = new RelayStores(
            new MemoryOrganizationStore(),
            new MemoryEventLog(),
            new MemoryCursorStore(),
            new MemoryWebhookStore(),
            deliveries);
    final LocalEventSignal signal = new LocalEventSignal();
    final FakeMailboxes mailboxes = new FakeMailboxes();
    final Seal seal = new Seal(new MasterKey(new byte[MasterKey.OCTETS]));
    private final List<String> mailed = new CopyOnWriteArrayList<>();
    private volatile MailChannel mails =
            (webhook, event) -> mailed.add(webhook.url() + " " + event.id().value());
    private WebhookRelay relay;

    RelayRig() throws IOException {
        sink = new HttpSink();
        stores.organizations().save(Fixtures.organization());
        relay = newRelay(clock);
    }

    private WebhookRelay newRelay(Clock time) {
        EventJson json = new EventJson(new EventFields(mailboxes, new PlainParser(), inbox -> Names.NONE));
        GuardedClient client = new GuardedClient(Reach.ANYWHERE, WebhookCaller.TIMEOUT);
        return new WebhookRelay(
                stores,
                signal,
                new WebhookChanges(stores.webhooks()),
                new WebhookCaller(client, json, new WebhookSigner(), (to, event) -> mails.send(to, event), seal, time),
                new RetrySchedule(new Random(1)),
                time,
                new WebhookRelay.Pace(Duration.ofMillis(50), Duration.ofMillis(20)));
    }

    RelayRig start() {
        relay.start();
        return this;
    }

    WebhookRelay relay() {
        return relay;
    }

    /** Ends the relay and begins another one over the same stores, as a restart does. */
    void restart() {
        relay.close();
        relay = newRelay(clock);
        relay.start();
    }

    /** An enabled webhook for {@code message.received} at this path of the sink. */
    Webhook webhook(int number, String path) {
        return webhook(number, path, Set.of());
    }

    Webhook webhook(int number, String path, Set<InboxId> inboxes) {
        return stores.webhooks()
                .create(new Webhook(
                        Fixtures.webhookId(number),
                        Fixtures.ORGANIZATION,
                        new Scope.WholeOrganization(),
                        sink.url(path),
                        Set.of(EventType.MESSAGE_RECEIVED),
                        Set.of(),
                        inboxes,
                        SigningSecrets.of(seal.seal(SECRET)),
                        Map.<String, SealedText>of("X-Token", seal.seal("t0ken")),
                        Optional.empty(),
                        new WebhookState.Enabled(Optional.empty()),
                        clock.instant(),
                        clock.instant()));
    }

    /** A webhook of the Assmbl dialect, of {@link Fixtures#SUPPORT}. */
    Webhook notice(int number, URI url, Optional<MailNotice> notice) {
        return stores.webhooks()
                .create(new Webhook(
                        Fixtures.webhookId(number),
                        Fixtures.ORGANIZATION,
                        new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT),
                        url,
                        Set.of(EventType.MESSAGE_RECEIVED),
                        Set.of(),
                        Set.of(),
                        new SigningSecrets(seal.seal(SECRET), List.of(), CallForm.ASSMBL),
                        Map.of(),
                        Optional.empty(),
                        new WebhookState.Enabled(Optional.empty()),
                        clock.instant(),
                        clock.instant(),
                        notice));
    }

    /** From now on mails to people end so. */
    void mail(MailChannel other) {
        mails = other;
    }

    /** The mails to people: the webhook's URL and the event's id. */
    List<String> mailed() {
        return List.copyOf(mailed);
    }

    Webhook webhook(Webhook webhook) {
        return stores.webhooks().find(Fixtures.ORGANIZATION, webhook.id()).orElseThrow();
    }

    /** A message comes in and is announced. */
    MailEvent arrives(int number) {
        MailEvent event = logged(number);
        signal.raise(Fixtures.ORGANIZATION);
        return event;
    }

    /** As {@link #arrives}, but nobody raises the signal. */
    MailEvent logged(int number) {
        String messageId = "<%06d@example.com>".formatted(number);
        MailboxMessageId stored = mailboxes.append(
                Fixtures.SUPPORT, TextMessage.of(messageId, "Hello", "text " + number), Labels.NONE, clock.instant());
        Message message = Fixtures.message(number).storedAs(stored).build();
        MailEvent event = new MailEvent(
                EventId.derivedFrom(EventType.MESSAGE_RECEIVED, messageId),
                EventType.MESSAGE_RECEIVED,
                Fixtures.ORGANIZATION,
                Fixtures.POD,
                Fixtures.SUPPORT,
                clock.instant(),
                new EventBody.Received(message, ThreadSummary.startedBy(message)));
        stores.log().append(event);
        return event;
    }

    Optional<Delivery> delivery(Webhook webhook, MailEvent event) {
        return deliveries.find(webhook.id(), event.id());
    }

    /** Whether the delivery has come to this state. */
    boolean is(Class<? extends DeliveryState> state, Webhook webhook, MailEvent event) {
        return delivery(webhook, event)
                .map(Delivery::state)
                .filter(state::isInstance)
                .isPresent();
    }

    boolean hasFailed(int times, Webhook webhook, MailEvent event) {
        return delivery(webhook, event)
                .filter(delivery -> delivery.attempts().size() == times)
                .isPresent();
    }

    /** Waits until {@code condition} holds; fails if that takes too long. */
    static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not come true within " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    /** Waits until {@code latch} opens; fails if that takes too long. */
    static void await(CountDownLatch latch) {
        await(() -> latch.getCount() == 0);
    }

    @Override
    public void close() {
        relay.close();
        sink.close();
    }
}
