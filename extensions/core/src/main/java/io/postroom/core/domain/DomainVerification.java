package io.postroom.core.domain;

import io.postroom.core.account.MailDomain;
import io.postroom.core.inbox.MailAccounts;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What domains are to have in DNS, whether they have it, and what follows from that. Thread-safe; blocks as {@link DnsAnswers} does. */
public final class DomainVerification {
    private static final Logger LOGGER = LoggerFactory.getLogger(DomainVerification.class);

    /** Hosts that receive mail for Google Workspace are under these. */
    private static final List<String> PROVIDERS = List.of(".google.com", ".googlemail.com");

    private final DnsTerms terms;
    private final DnsAnswers dns;
    private final RecordCheck check;
    private final MailAccounts accounts;
    private final DomainNotices notices;

    public DomainVerification(DnsTerms terms, DnsAnswers dns, MailAccounts accounts, DomainNotices notices) {
        this.terms = terms;
        this.dns = dns;
        this.check = new RecordCheck(dns);
        this.accounts = accounts;
        this.notices = notices;
    }

    List<VerificationRecord> recordsOf(MailDomain name, SigningKey key, DomainOptions options) {
        return terms.recordsOf(name, key, options);
    }

    /** The records with other options; what DNS said of those that stay is kept. */
    List<VerificationRecord> recordsOf(Domain domain, SigningKey key, DomainOptions options) {
        return recordsOf(domain.name(), key, options).stream()
                .map(wanted -> domain.records().stream()
                        .filter(known -> known.purpose() == wanted.purpose()
                                && known.value().equals(wanted.value()))
                        .findFirst()
                        .orElse(wanted))
                .toList();
    }

    /** Asks DNS for every record of {@code domain}; changes nothing. */
    Domain ask(Domain domain, SigningKey key, Instant at) {
        return domain.judged(ask(domain.name(), key, domain.options()), at);
    }

    /** What DNS says now of every record that {@code name} is to have. */
    List<VerificationRecord> ask(MailDomain name, SigningKey key, DomainOptions options) {
        return recordsOf(name, key, options).stream()
                .map(wanted -> check.judge(wanted, options))
                .toList();
    }

    /** Lets the server take mail for a domain that is verified, and tells of it. */
    void settle(Domain domain) {
        if (domain.isVerified()) {
            accounts.addDomain(domain.name());
            notices.verified(domain);
        }
    }

    /** Whether mail for the domain goes to a provider who would lose it. If DNS does not say, it does not. */
    boolean hasOtherProvider(MailDomain domain) {
        try {
            return dns.mailHosts(domain.value()).stream()
                    .anyMatch(host -> PROVIDERS.stream().anyMatch(host::endsWith));
        } catch (UncheckedIOException e) {
            LOGGER.debug("it is not known who receives mail for {}: {}", domain, e.getMessage());
            return false;
        }
    }
}
