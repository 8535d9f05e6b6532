package io.postroom.core.trust.dkim;

import io.postroom.core.trust.Result;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The key record of a signer (RFC 6376 §3.6.1).
 *
 * @param strict whether {@code i=} must name the signing domain itself
 * @param testing whether the signer only tries it out
 */
record SigningKey(PublicKey key, boolean strict, boolean testing) {
    private static final byte[]
            ED25519_PREFIX = // RFC 8410 §4: what stands before the 32 octets in a SubjectPublicKeyInfo
            HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int ED25519_OCTETS = 32; // RFC 8463 §4.2
    private static final int MOST_RSA_BITS = 8192; // a larger one only costs time
    private static final int MOST_EXPONENT_BITS = 33; // likewise
    private static final int MOST_OCTETS = 2048;

    /** The key in {@code text}; throws {@link UnusableSignatureException} if that is none for {@code signer}. */
    static SigningKey parse(String text, SignatureTags.Signer signer, SignatureRules rules) {
        TagList tags = TagList.parse(text).orElseThrow(() -> unusable("malformed key"));
        if (!isVersion(tags)) {
            throw unusable("a key of another version");
        }
        Algorithm algorithm = signer.algorithm();
        String type = tags.compact("k").orElse("rsa");
        if (!type.toLowerCase(Locale.ROOT).equals(algorithm.keyType())) {
            throw unusable("a key of another type");
        }
        if (!words(tags, "h", algorithm.hash()).contains(algorithm.hash())) {
            throw unusable("a key for other hashes");
        }
        List<String> services = words(tags, "s", "*");
        if (!services.contains("*") && !services.contains("email")) {
            throw unusable("a key for other services");
        }
        if (!tags.compact("g")
                .orElse("*")
                .equals("*")) { // RFC 4871 §3.6.1: for some local parts only, gone with RFC 6376
            throw unusable("a key for some authors only");
        }
        List<String> flags = words(tags, "t", "");
        return new SigningKey(key(tags, algorithm, rules), flags.contains("s"), flags.contains("y"));
    }

    /** RFC 6376 §3.6.1: if there is a version it is the first tag, and DKIM1. */
    private static boolean isVersion(TagList tags) {
        return tags.find("v")
                .map(version -> version.equals("DKIM1")
                        && tags.tags().keySet().iterator().next().equals("v"))
                .orElse(true);
    }

    private static List<String> words(TagList tags, String name, String otherwise) {
        return Arrays.asList(
                tags.compact(name).orElse(otherwise).toLowerCase(Locale.ROOT).split(":", -1));
    }

    private static PublicKey key(TagList tags, Algorithm algorithm, SignatureRules rules) {
        String base64 = tags.compact("p").orElseThrow(() -> unusable("no key in the key record"));
        if (base64.isEmpty()) { // RFC 6376 §3.6.1
            throw unusable("the key was revoked");
        }
        byte[] octets = decoded(base64);
        try {
            return algorithm == Algorithm.ED25519_SHA256 ? ed25519(octets) : rsa(octets, rules);
        } catch (GeneralSecurityException e) {
            throw unusable("malformed key");
        }
    }

    private static byte[] decoded(String base64) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            if (octets.length <= MOST_OCTETS) {
                return octets;
            }
        } catch (IllegalArgumentException e) {
            throw unusable("malformed key");
        }
        throw unusable("a key that is too long");
    }

    private static PublicKey ed25519(byte[] octets) throws GeneralSecurityException {
        if (octets.length != ED25519_OCTETS) {
            throw unusable("malformed key");
        }
        byte[] info = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + ED25519_OCTETS);
        System.arraycopy(octets, 0, info, ED25519_PREFIX.length, ED25519_OCTETS);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info));
    }

    private static PublicKey rsa(byte[] octets, SignatureRules rules) throws GeneralSecurityException {
        RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(octets));
        int bits = key.getModulus().bitLength();
        if (bits < rules.leastRsaBits()) {
            throw new UnusableSignatureException(Result.POLICY, "a key of only " + bits + " bits");
        }
        if (bits > MOST_RSA_BITS || key.getPublicExponent().bitLength() > MOST_EXPONENT_BITS) {
            throw new UnusableSignatureException(Result.POLICY, "a key that takes too long");
        }
        return key;
    }

    private static UnusableSignatureException unusable(String why) {
        return new UnusableSignatureException(Result.PERMERROR, why);
    }

    /** Whether {@code signature} is of {@code octets}, by this key. */
    boolean verifies(byte[] octets, Algorithm algorithm, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(
                    switch (algorithm) {
                        case RSA_SHA1 -> "SHA1withRSA";
                        case RSA_SHA256 -> "SHA256withRSA";
                        case ED25519_SHA256 -> "Ed25519";
                    });
            verifier.initVerify(key);
            verifier.update(
                    algorithm == Algorithm.ED25519_SHA256 // RFC 8463 §3: the hash is what is signed
                            ? BodyHash.digest(algorithm.digest()).digest(octets)
                            : octets);
            return verifier.verify(signature);
        } catch (SignatureException | InvalidKeyException e) {
            return false; // of the wrong length or form
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
