package io.postroom.core.policy;

import io.postroom.core.account.MailDomain;
import io.postroom.core.cache.Recents;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.DomainStore;
import java.time.Duration;
import java.util.Optional;

/**
 * Knows which domains are ours: the installation's own, and those that organisations have verified, with what is under them where they have
 * subdomains on. What was read counts for a minute. Thread-safe; blocks. An unreachable store shows as an
 * {@link java.io.UncheckedIOException}.
 */
public final class OwnDomains {
    private static final int MOST = 20_000;
    private static final int MOST_LABELS = 8; // nobody verifies a name of more; each costs a read
    private static final Duration KNOWN = Duration.ofMinutes(1);

    private final MailDomain standard;
    private final DomainStore domains;
    private final Recents<MailDomain, Known> known = new Recents<>(new Recents.Bounds(MOST, MOST, KNOWN));

    /** What the store says of a name. */
    private enum Known {
        NOT_OURS,
        OURS,
        OURS_WITH_SUBDOMAINS
    }

    public OwnDomains(MailDomain standard, DomainStore domains) {
        this.standard = standard;
        this.domains = domains;
    }

    /** Whether it is the installation's own; asks no store. */
    public boolean isStandard(MailDomain name) {
        return name.equals(standard);
    }

    /** Whether mail from {@code name} is ours to sign. */
    public boolean contain(MailDomain name) {
        if (isStandard(name) || known(name) != Known.NOT_OURS) {
            return true;
        }
        for (Optional<MailDomain> at = name.parent(); at.isPresent(); at = at.flatMap(MailDomain::parent)) {
            if (labels(at.get()) <= MOST_LABELS && known(at.get()) == Known.OURS_WITH_SUBDOMAINS) {
                return true;
            }
        }
        return false;
    }

    private static long labels(MailDomain name) {
        return name.value().chars().filter(c -> c == '.').count() + 1;
    }

    private Known known(MailDomain name) {
        return known.find(name).orElseGet(() -> {
            Known read = domains.find(name)
                    .filter(Domain::isVerified)
                    .map(domain -> domain.options().subdomains() ? Known.OURS_WITH_SUBDOMAINS : Known.OURS)
                    .orElse(Known.NOT_OURS);
            known.put(name, read, 1);
            return read;
        });
    }
}
