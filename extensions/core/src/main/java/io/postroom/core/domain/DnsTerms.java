package io.postroom.core.domain;

import io.postroom.core.account.MailDomain;
import java.util.ArrayList;
import java.util.List;

/**
 * What every domain's records are made of.
 *
 * @param mailHost the name under which this server receives mail
 * @param senderPolicy the SPF record, such as {@code v=spf1 mx ~all}
 * @param policy the DMARC record, such as {@code v=DMARC1; p=reject}
 */
public record DnsTerms(MailDomain mailHost, String senderPolicy, String policy) {

    /** The records a domain needs, none of them looked for yet. */
    List<VerificationRecord> recordsOf(MailDomain domain, SigningKey key, DomainOptions options) {
        List<VerificationRecord> records = new ArrayList<>();
        records.add(VerificationRecord.wanted(RecordPurpose.MAIL, domain.value(), mailHost.value()));
        if (options.subdomains()) {
            records.add(VerificationRecord.wanted(RecordPurpose.SUBDOMAIN_MAIL, "*." + domain, mailHost.value()));
        }
        records.add(VerificationRecord.wanted(RecordPurpose.SENDERS, domain.value(), senderPolicy));
        records.add(VerificationRecord.wanted(
                RecordPurpose.SIGNATURE,
                key.selector() + "._domainkey." + domain,
                "v=DKIM1; k=rsa; p=" + key.publicKey())); // RFC 6376 §3.6.1
        records.add(VerificationRecord.wanted(RecordPurpose.POLICY, "_dmarc." + domain, policy));
        return records;
    }
}
