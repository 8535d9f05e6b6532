package io.postroom.core.trust.dkim;

/**
 * Which signatures are too weak to prove anything.
 *
 * @param leastRsaBits of an RSA key
 * @param sha1 whether SHA-1 is good enough
 */
record SignatureRules(int leastRsaBits, boolean sha1) {
    /** RFC 8301 §3: no SHA-1, and no key of less than 1,024 bits. */
    static final SignatureRules TODAY = new SignatureRules(1024, false);
}
