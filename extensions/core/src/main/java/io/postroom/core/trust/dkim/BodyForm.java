package io.postroom.core.trust.dkim;

import java.util.OptionalLong;

/**
 * The form in which a signature covers the body.
 *
 * @param digest as the JDK calls the hash
 * @param limit of how many octets of the canonical form; empty for all
 */
record BodyForm(Canonical canonical, String digest, OptionalLong limit) {}
