package io.postroom.server.backend;

import com.datastax.oss.driver.api.core.CqlSession;
import javax.inject.Inject;
import org.apache.james.core.Domain;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.domainlist.cassandra.CassandraDomainList;
import reactor.core.publisher.Mono;

/** James' domains, each read once a second. What this process changes counts at once; James' own cache would not know of a new domain. */
final class RecentDomains extends CassandraDomainList {
    private final LastSecond<Domain, Boolean> known = new LastSecond<>();

    @Inject
    RecentDomains(DNSService dns, CqlSession session) {
        super(dns, session);
    }

    @Override
    protected boolean containsDomainInternal(Domain domain) {
        return known.find(domain, () -> Mono.fromCallable(() -> super.containsDomainInternal(domain)))
                .blockOptional()
                .orElseThrow();
    }

    @Override
    public void addDomain(Domain domain) throws DomainListException {
        known.change(domain, () -> super.addDomain(domain));
    }

    @Override
    public void doRemoveDomain(Domain domain) throws DomainListException {
        known.change(domain, () -> super.doRemoveDomain(domain));
    }
}
