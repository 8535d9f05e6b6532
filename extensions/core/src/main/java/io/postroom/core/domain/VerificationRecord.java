package io.postroom.core.domain;

import java.util.Optional;

/**
 * One record that is to be in DNS, and what DNS said of it.
 *
 * @param name absolute, in lower case, without the dot at the end
 * @param value a host of an MX without the dot at the end, or the whole text of a TXT, however long
 * @param fault why it is {@link RecordStatus#INVALID}; otherwise empty
 */
public record VerificationRecord(
        RecordPurpose purpose, String name, String value, RecordStatus status, Optional<RecordFault> fault) {
    private static final int PRIORITY = 10;

    /** A record nobody has looked for yet. */
    static VerificationRecord wanted(RecordPurpose purpose, String name, String value) {
        return new VerificationRecord(purpose, name, value, RecordStatus.MISSING, Optional.empty());
    }

    /** The preference of an MX (RFC 5321 §5.1); empty for another type. */
    public Optional<Integer> priority() {
        return purpose.isMailExchange() ? Optional.of(PRIORITY) : Optional.empty();
    }

    VerificationRecord valid() {
        return new VerificationRecord(purpose, name, value, RecordStatus.VALID, Optional.empty());
    }

    VerificationRecord missing() {
        return new VerificationRecord(purpose, name, value, RecordStatus.MISSING, Optional.empty());
    }

    VerificationRecord invalid(RecordFault why) {
        return new VerificationRecord(purpose, name, value, RecordStatus.INVALID, Optional.of(why));
    }
}
