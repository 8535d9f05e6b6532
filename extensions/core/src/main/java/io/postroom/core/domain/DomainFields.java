package io.postroom.core.domain;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.message.Timestamps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code /v0} shows of a domain, the same in answers and events; the values are those of a JSON text. */
public final class DomainFields {
    private DomainFields() {}

    /** As in a list: without its records. A new map, which the caller may add to. */
    public static Map<String, Object> item(Domain domain) {
        return fields(domain, false);
    }

    /** The domain with its status and records. */
    public static Map<String, Object> full(Domain domain) {
        return fields(domain, true);
    }

    /** The installation's own domain {@code name}, which belongs to no organisation, and what DNS says of its records. */
    public static Map<String, Object> own(MailDomain name, List<VerificationRecord> records) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("domain", name.value());
        putStatus(fields, DomainStatus.of(records));
        putRecords(fields, records);
        return fields;
    }

    private static void putStatus(Map<String, Object> fields, DomainStatus status) {
        fields.put("status", status.name());
        status.reason().ifPresent(reason -> fields.put("reason", reason));
    }

    private static void putRecords(Map<String, Object> fields, List<VerificationRecord> records) {
        fields.put("records", records.stream().map(DomainFields::wire).toList());
    }

    private static Map<String, Object> fields(Domain domain, boolean whole) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("organization_id", domain.organization().toString());
        domain.pod().ifPresent(pod -> fields.put("pod_id", pod.toString()));
        fields.put("domain_id", domain.name().value());
        fields.put("domain", domain.name().value());
        if (whole) {
            putStatus(fields, domain.status());
        }
        fields.put("feedback_enabled", domain.options().feedback());
        fields.put("subdomains_enabled", domain.options().subdomains());
        fields.put("tracking_enabled", false); // nothing is tracked
        domain.options().catchAll().map(InboxId::value).ifPresent(inbox -> fields.put("catch_all_inbox_id", inbox));
        if (whole) {
            putRecords(fields, domain.records());
        }
        domain.clientId().map(ClientId::value).ifPresent(clientId -> fields.put("client_id", clientId));
        fields.put("updated_at", Timestamps.format(domain.updatedAt()));
        fields.put("created_at", Timestamps.format(domain.createdAt()));
        return fields;
    }

    private static Map<String, Object> wire(VerificationRecord record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", record.purpose().type());
        fields.put("name", record.name());
        fields.put("value", record.value());
        fields.put("status", record.status().name());
        record.priority().ifPresent(priority -> fields.put("priority", priority));
        record.fault().map(RecordFault::wireName).ifPresent(reason -> fields.put("reason", reason));
        return fields;
    }
}
