package io.postroom.core.event;

import io.postroom.core.domain.Domain;
import io.postroom.core.domain.DomainNotices;
import java.util.Optional;

/** Puts what became of domains into the log. Thread-safe; blocks as the log does. */
public final class DomainEvents implements DomainNotices {
    private final EventLog log;
    private final EventSignal signal;

    public DomainEvents(EventLog log, EventSignal signal) {
        this.log = log;
        this.signal = signal;
    }

    /** The event's id is made from the domain's name and creation, so a domain that is verified again is not told again. */
    @Override
    public void verified(Domain domain) {
        log.append(new MailEvent(
                EventId.derivedFrom(
                        EventType.DOMAIN_VERIFIED,
                        domain.organization().toString(),
                        domain.name().value(),
                        Long.toString(domain.createdAt().toEpochMilli())),
                EventType.DOMAIN_VERIFIED,
                domain.organization(),
                domain.pod(),
                Optional.empty(),
                domain.updatedAt(),
                new EventBody.DomainVerified(domain)));
        signal.raise(domain.organization());
    }
}
