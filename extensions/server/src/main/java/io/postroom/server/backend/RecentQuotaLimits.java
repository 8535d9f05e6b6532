package io.postroom.server.backend;

import javax.inject.Inject;
import org.apache.james.core.Domain;
import org.apache.james.core.quota.QuotaCountLimit;
import org.apache.james.core.quota.QuotaSizeLimit;
import org.apache.james.mailbox.cassandra.quota.CassandraGlobalMaxQuotaDao;
import org.apache.james.mailbox.cassandra.quota.CassandraPerDomainMaxQuotaDao;
import org.apache.james.mailbox.cassandra.quota.CassandraPerUserMaxQuotaDao;
import org.apache.james.mailbox.cassandra.quota.CassandraPerUserMaxQuotaManager;
import org.apache.james.mailbox.model.QuotaRoot;
import reactor.core.publisher.Mono;

/**
 * How much users may keep, read once a second: James asks twice for each message, and each time in three places. What this process changes
 * counts at once.
 */
final class RecentQuotaLimits extends CassandraPerUserMaxQuotaManager {
    private final LastSecond<QuotaRoot, QuotaDetails> known = new LastSecond<>();

    @Inject
    RecentQuotaLimits(
            CassandraPerUserMaxQuotaDao ofUsers,
            CassandraPerDomainMaxQuotaDao ofDomains,
            CassandraGlobalMaxQuotaDao ofAll) {
        super(ofUsers, ofDomains, ofAll);
    }

    @Override
    public Mono<QuotaDetails> quotaDetailsReactive(QuotaRoot root) {
        return known.find(root, () -> super.quotaDetailsReactive(root));
    }

    private Mono<Void> changing(Mono<Void> change) {
        return change.doFinally(end -> known.forgetAll());
    }

    @Override
    public Mono<Void> setMaxStorageReactive(QuotaRoot root, QuotaSizeLimit limit) {
        return changing(super.setMaxStorageReactive(root, limit));
    }

    @Override
    public Mono<Void> setMaxMessageReactive(QuotaRoot root, QuotaCountLimit limit) {
        return changing(super.setMaxMessageReactive(root, limit));
    }

    @Override
    public Mono<Void> setDomainMaxStorageReactive(Domain domain, QuotaSizeLimit limit) {
        return changing(super.setDomainMaxStorageReactive(domain, limit));
    }

    @Override
    public Mono<Void> setDomainMaxMessageReactive(Domain domain, QuotaCountLimit limit) {
        return changing(super.setDomainMaxMessageReactive(domain, limit));
    }

    @Override
    public Mono<Void> setGlobalMaxStorageReactive(QuotaSizeLimit limit) {
        return changing(super.setGlobalMaxStorageReactive(limit));
    }

    @Override
    public Mono<Void> setGlobalMaxMessageReactive(QuotaCountLimit limit) {
        return changing(super.setGlobalMaxMessageReactive(limit));
    }

    @Override
    public Mono<Void> removeMaxStorageReactive(QuotaRoot root) {
        return changing(super.removeMaxStorageReactive(root));
    }

    @Override
    public Mono<Void> removeMaxMessageReactive(QuotaRoot root) {
        return changing(super.removeMaxMessageReactive(root));
    }

    @Override
    public Mono<Void> removeDomainMaxStorageReactive(Domain domain) {
        return changing(super.removeDomainMaxStorageReactive(domain));
    }

    @Override
    public Mono<Void> removeDomainMaxMessageReactive(Domain domain) {
        return changing(super.removeDomainMaxMessageReactive(domain));
    }

    @Override
    public Mono<Void> removeGlobalMaxStorageReactive() {
        return changing(super.removeGlobalMaxStorageReactive());
    }

    @Override
    public Mono<Void> removeGlobalMaxMessageReactive() {
        return changing(super.removeGlobalMaxMessageReactive());
    }
}
