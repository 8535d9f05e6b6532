package io.postroom.core.domain;

/** What a record in DNS is for. */
public enum RecordPurpose {
    /** Where mail for the domain goes: MX (RFC 5321 §5.1). */
    MAIL("MX"),
    /** Where mail for domains under it goes: a wildcard MX (RFC 4592). */
    SUBDOMAIN_MAIL("MX"),
    /** Who may send for the domain: SPF (RFC 7208). */
    SENDERS("TXT"),
    /** The public key of its signatures: DKIM (RFC 6376 §3.6). */
    SIGNATURE("TXT"),
    /** What becomes of mail that is neither: DMARC (RFC 7489 §6.3). */
    POLICY("TXT");

    private final String type;

    RecordPurpose(String type) {
        this.type = type;
    }

    /** The type of the record, as the API and zone files write it. */
    public String type() {
        return type;
    }

    public boolean isMailExchange() {
        return type.equals("MX");
    }
}
