package io.postroom.webhooks;

import io.postroom.core.event.MailEvent;
import io.postroom.core.event.OutageNote;
import io.postroom.core.event.Patience;
import io.postroom.core.webhook.Attempt;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.DeliveryStore;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookChanges;
import io.postroom.core.webhook.WebhookState;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an attempt that is on record, and records how it ended. Called on the threads of calls; thread-safe; blocks.
 */
final class Deliverer {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookRelay.class);

    /** What must be left of the lease, so that nobody else begins the attempt while this one is under way. */
    private static final Duration NEEDED = WebhookCaller.TIMEOUT.plusSeconds(5);

    private static final Duration UNTIL_THE_MAILBOX_IS_BACK = Duration.ofSeconds(5);

    private final OutageNote mailbox = new OutageNote("The mailbox", "webhooks");
    private final WebhookCaller caller;
    private final DeliveryStore deliveries;
    private final WebhookChanges changes;
    private final RetrySchedule schedule;
    private final Patience patience;
    private final Alarm alarm;
    private final Clock clock;

    /** @param alarm hears when a delivery will be due again */
    Deliverer(
            WebhookCaller caller,
            DeliveryStore deliveries,
            WebhookChanges changes,
            RetrySchedule schedule,
            Patience patience,
            Alarm alarm,
            Clock clock) {
        this.caller = caller;
        this.deliveries = deliveries;
        this.changes = changes;
        this.schedule = schedule;
        this.patience = patience;
        this.alarm = alarm;
        this.clock = clock;
    }

    /**
     * Calls the endpoint, once the attempt is on record; the mailbox is read before.
     *
     * @param attempting as it is in the store once {@code record} is written
     * @return what records the outcome
     */
    Runnable deliver(Webhook webhook, MailEvent event, Delivery attempting, FirstRecord record) {
        Supplier<Optional<Outcome>> call = prepare(webhook, event);
        if (!isOnRecord(record)) {
            return () -> {}; // whoever reads the log begins anew
        }
        Instant now = clock.instant();
        if (patience.isClosed()) {
            return () -> record(attempting, DeliverySteps.postpone(attempting, now));
        }
        if (attempting.state() instanceof DeliveryState.Attempting state
                && now.plus(NEEDED).isAfter(state.giveUpAt())) {
            LOGGER.debug("Too late for event {} to webhook {}; it is due again soon", event.id(), webhook.id());
            return () -> {};
        }
        Optional<Outcome> outcome = call.get();
        return () -> outcome.ifPresentOrElse(
                known -> settle(webhook, attempting, known),
                () -> record(attempting, DeliverySteps.postpone(attempting, now.plus(UNTIL_THE_MAILBOX_IS_BACK))));
    }

    private boolean isOnRecord(FirstRecord record) {
        return record.isWritten() || patience.persist(record::write, DeliverySteps.LEASE);
    }

    /** A call whose payload is there; of no outcome if our own mailbox could not be read. */
    private Supplier<Optional<Outcome>> prepare(Webhook webhook, MailEvent event) {
        try {
            byte[] payload = caller.payload(webhook, event);
            mailbox.noteAnswer();
            return () -> Optional.of(outcomeOf(webhook, event, () -> caller.call(webhook, event, payload)));
        } catch (UncheckedIOException e) {
            mailbox.noteOutage(e);
            return Optional::empty;
        } catch (RuntimeException e) {
            return () -> Optional.of(outcomeOf(webhook, event, () -> {
                throw e;
            }));
        }
    }

    private Outcome outcomeOf(Webhook webhook, MailEvent event, Supplier<Outcome> call) {
        Instant now = clock.instant();
        try {
            return call.get();
        } catch (RuntimeException e) {
            LOGGER.error("Event {} could not be told to webhook {}", event.id(), webhook.id(), e);
            return new Outcome.Broken(new Attempt(now, Optional.empty(), Duration.ZERO, Optional.of("internal error")));
        }
    }

    private void settle(Webhook webhook, Delivery attempting, Outcome outcome) {
        boolean cutByUs = patience.isClosed() && outcome.attempt().status().isEmpty();
        Delivery after = cutByUs ? DeliverySteps.postpone(attempting, clock.instant()) : next(attempting, outcome);
        boolean recorded = record(attempting, after);
        LOGGER.debug("Event {} to webhook {}: {}", after.event(), after.webhook(), after.state());
        if (recorded && !cutByUs) {
            if (after.state() instanceof DeliveryState.Abandoned abandoned) {
                LOGGER.info("Gave up event {} for webhook {}: {}", after.event(), after.webhook(), abandoned.why());
            }
            note(webhook, outcome);
        }
    }

    private Delivery next(Delivery attempting, Outcome outcome) {
        Attempt attempt = outcome.attempt();
        if (outcome instanceof Outcome.Taken) {
            return DeliverySteps.succeed(attempting, attempt);
        }
        if (outcome instanceof Outcome.Gone) {
            return DeliverySteps.giveUp(attempting, attempt);
        }
        Optional<Duration> wish = outcome instanceof Outcome.Refused refused ? refused.wish() : Optional.empty();
        int made = attempting.made() + 1;
        return DeliverySteps.fail(attempting, attempt, schedule.after(made, wish));
    }

    private boolean record(Delivery before, Delivery after) {
        boolean recorded = patience.persist(() -> deliveries.update(before, after), DeliverySteps.LEASE);
        after.dueAt().ifPresent(alarm::expect);
        return recorded;
    }

    private void note(Webhook webhook, Outcome outcome) {
        Instant now = clock.instant();
        UnaryOperator<WebhookState> step = state -> stateAfter(state, outcome, now);
        if (!step.apply(webhook.state()).equals(webhook.state())) {
            patience.persist(() -> change(webhook, step, now), DeliverySteps.LEASE);
        }
    }

    private static WebhookState stateAfter(WebhookState state, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Taken) {
            return EndpointSteps.succeeded(state);
        }
        if (outcome instanceof Outcome.Gone) {
            return EndpointSteps.gone(state, now);
        }
        return outcome instanceof Outcome.Refused ? EndpointSteps.failed(state, now) : state;
    }

    private void change(Webhook webhook, UnaryOperator<WebhookState> step, Instant now) {
        changes.apply(webhook.organization(), webhook.id(), current -> {
            WebhookState next = step.apply(current.state());
            if (next.equals(current.state())) {
                return current;
            }
            if (next instanceof WebhookState.Disabled disabled) {
                LOGGER.info("Disabled webhook {}: {}", webhook.id(), disabled.why());
            }
            return current.withState(next, now);
        });
    }
}
