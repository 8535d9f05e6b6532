package io.postroom.core.domain;

import java.util.List;

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

    /** What the records come to together: one that is wrong weighs more than one that is missing. */
    static DomainStatus of(List<VerificationRecord> records) {
        if (records.stream().anyMatch(record -> record.status() == RecordStatus.INVALID)) {
            return INVALID;
        }
        return records.stream().allMatch(record -> record.status() == RecordStatus.VALID) ? VERIFIED : PENDING;
    }
}
