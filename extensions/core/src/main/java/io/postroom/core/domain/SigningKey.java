package io.postroom.core.domain;

import io.postroom.core.secret.SealedText;

/**
 * The key that signs a domain's mail.
 *
 * @param selector the label under {@code _domainkey} where DNS has the public half (RFC 6376 §3.1)
 * @param publicKey base64 of an RSA key as SubjectPublicKeyInfo, as DNS has it
 * @param privateKey base64 of the PKCS #8 form, sealed
 */
public record SigningKey(String selector, String publicKey, SealedText privateKey) {}
