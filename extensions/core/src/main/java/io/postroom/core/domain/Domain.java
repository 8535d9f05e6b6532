package io.postroom.core.domain;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.page.PageKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A domain of an organisation. Its name, which is also its identifier, belongs to one organisation at a time.
 *
 * @param pod empty if it is for the whole organisation
 * @param records what DNS is to say of it, with what DNS said when it was asked last
 * @param closed whether it takes no new inboxes, since it is being deleted
 */
public record Domain(
        MailDomain name,
        OrganizationId organization,
        Optional<PodId> pod,
        DomainOptions options,
        Optional<ClientId> clientId,
        DomainStatus status,
        List<VerificationRecord> records,
        Instant createdAt,
        Instant updatedAt,
        boolean closed) {

    public Domain {
        records = List.copyOf(records);
    }

    /** One that nobody is deleting. */
    public Domain(
            MailDomain name,
            OrganizationId organization,
            Optional<PodId> pod,
            DomainOptions options,
            Optional<ClientId> clientId,
            DomainStatus status,
            List<VerificationRecord> records,
            Instant createdAt,
            Instant updatedAt) {
        this(name, organization, pod, options, clientId, status, records, createdAt, updatedAt, false);
    }

    public boolean isVerified() {
        return status == DomainStatus.VERIFIED;
    }

    /** Why it is not verified, in the API's words; empty if it is, or if nobody has looked yet. */
    public Optional<String> reason() {
        return status.reason();
    }

    /** The domain after DNS was asked: verified if every record is valid. A deletion under way is taken back. */
    public Domain judged(List<VerificationRecord> answered, Instant at) {
        return new Domain(
                name, organization, pod, options, clientId, DomainStatus.of(answered), answered, createdAt, at);
    }

    /** The domain with other options and the records they ask for. A deletion under way is taken back. */
    public Domain withOptions(DomainOptions chosen, List<VerificationRecord> wanted, Instant at) {
        return new Domain(name, organization, pod, chosen, clientId, status, wanted, createdAt, at);
    }

    Domain withClosed(boolean now) {
        return new Domain(name, organization, pod, options, clientId, status, records, createdAt, updatedAt, now);
    }

    /** Its place in a list that is ordered by creation. */
    public PageKey place() {
        return new PageKey(createdAt, name.value());
    }
}
