package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.domain.DomainStatus;
import io.postroom.core.domain.RecordFault;
import io.postroom.core.domain.RecordPurpose;
import io.postroom.core.domain.RecordStatus;
import io.postroom.core.domain.VerificationRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Domain} in a column, without its key. */
record DomainJson(
        @JsonProperty("v") int version,
        @JsonProperty("name") String name,
        @JsonProperty("organization") String organization,
        @JsonProperty("pod") @Nullable String pod,
        @JsonProperty("feedback") boolean feedback,
        @JsonProperty("subdomains") boolean subdomains,
        @JsonProperty("shared") boolean shared,
        @JsonProperty("catch_all") @Nullable String catchAll,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("status") String status,
        @JsonProperty("records") @Nullable List<RecordJson> records,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        @JsonProperty("closed") boolean closed) {

    /** A {@link VerificationRecord}. */
    record RecordJson(
            @JsonProperty("purpose") String purpose,
            @JsonProperty("name") String name,
            @JsonProperty("value") String value,
            @JsonProperty("status") String status,
            @JsonProperty("fault") @Nullable String fault) {

        static RecordJson of(VerificationRecord record) {
            return new RecordJson(
                    record.purpose().name(),
                    record.name(),
                    record.value(),
                    record.status().name(),
                    record.fault().map(RecordFault::name).orElse(null));
        }

        VerificationRecord toRecord() {
            return new VerificationRecord(
                    RecordPurpose.valueOf(purpose),
                    name,
                    value,
                    RecordStatus.valueOf(status),
                    Optional.ofNullable(fault).map(RecordFault::valueOf));
        }
    }

    static DomainJson of(Domain domain) {
        DomainOptions options = domain.options();
        return new DomainJson(
                Json.VERSION,
                domain.name().value(),
                domain.organization().toString(),
                domain.pod().map(PodId::toString).orElse(null),
                options.feedback(),
                options.subdomains(),
                options.sharedWithProvider(),
                options.catchAll().map(InboxId::value).orElse(null),
                domain.clientId().map(ClientId::value).orElse(null),
                domain.status().name(),
                domain.records().stream().map(RecordJson::of).toList(),
                domain.createdAt().toString(),
                domain.updatedAt().toString(),
                domain.closed());
    }

    static String write(Domain domain) {
        return Json.write(of(domain));
    }

    static Domain read(String text) {
        return Json.read(text, DomainJson.class).toDomain();
    }

    Domain toDomain() {
        return new Domain(
                new MailDomain(name),
                OrganizationId.parse(organization),
                Optional.ofNullable(pod).map(PodId::parse),
                new DomainOptions(
                        feedback,
                        subdomains,
                        shared,
                        Optional.ofNullable(catchAll).map(InboxId::new)),
                Optional.ofNullable(clientId).map(ClientId::new),
                DomainStatus.valueOf(status),
                Json.orEmpty(records).stream().map(RecordJson::toRecord).toList(),
                Instant.parse(createdAt),
                Instant.parse(updatedAt),
                closed);
    }
}
