package io.postroom.core.domain;

import java.util.List;
import java.util.Optional;

/** How far a domain has come; the constants' names are the API's words. */
public enum DomainStatus {
    /** DNS was not asked yet. */
    NOT_STARTED,
    /** Records are missing in DNS. */
    PENDING,
    /** Records in DNS say something else. */
    INVALID,
    /** Every record is in DNS. */
    VERIFIED;

    /** Why a domain is not verified, in the API's words; empty if it is, or if nobody has looked yet. */
    public Optional<String> reason() {
        return switch (this) {
            case PENDING -> Optional.of("dns_records_missing");
            case INVALID -> Optional.of("dns_records_invalid");
            case NOT_STARTED, VERIFIED -> Optional.empty();
        };
    }

    /** What the records come to together: one that is wrong weighs more than one that is missing. */
    static DomainStatus of(List<VerificationRecord> records) {
        if (records.stream().anyMatch(record -> record.status() == RecordStatus.INVALID)) {
            return INVALID;
        }
        return records.stream().allMatch(record -> record.status() == RecordStatus.VALID) ? VERIFIED : PENDING;
    }
}
