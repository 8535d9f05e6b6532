package io.postroom.core.trust.dkim;

import io.postroom.core.trust.NameService;
import io.postroom.core.trust.Result;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;

/** Finds the keys of signers and asks whether a signature is by one of them. */
final class KeyLookup {
    private static final int MOST_KEYS = 3; // of one name; there should be one, RFC 6376 §3.6.2.2

    private final NameService names;
    private final SignatureRules rules;

    KeyLookup(NameService names, SignatureRules rules) {
        this.names = names;
        this.rules = rules;
    }

    /** The key by which {@code signer} has signed {@code octets}; throws {@link UnusableSignatureException} if there is none. */
    SigningKey verified(SignatureTags.Signer signer, byte[] octets) {
        if (signer.algorithm() == Algorithm.RSA_SHA1 && !rules.sha1()) { // RFC 8301 §3.1
            throw new UnusableSignatureException(Result.POLICY, "SHA-1 proves nothing any more");
        }
        byte[] signature = Base64.getDecoder().decode(signer.signature());
        UnusableSignatureException why = new UnusableSignatureException(Result.PERMERROR, "no key in DNS");
        List<String> records = records(signer);
        for (String record : records.subList(0, Math.min(records.size(), MOST_KEYS))) {
            try {
                SigningKey key = SigningKey.parse(record, signer, rules);
                if (key.verifies(octets, signer.algorithm(), signature)) {
                    return key;
                }
                why = new UnusableSignatureException(Result.FAIL, "the signature does not match the header");
            } catch (UnusableSignatureException e) {
                why = e;
            }
        }
        throw why;
    }

    private List<String> records(SignatureTags.Signer signer) {
        try {
            return names.texts(signer.selector() + "._domainkey." + signer.domain()); // RFC 6376 §3.6.2.1
        } catch (UncheckedIOException e) {
            throw new UnusableSignatureException(Result.TEMPERROR, "DNS does not answer for the key");
        }
    }
}
