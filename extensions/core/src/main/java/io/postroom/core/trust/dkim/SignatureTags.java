package io.postroom.core.trust.dkim;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.Result;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a signature of a message says: a {@code DKIM-Signature} (RFC 6376 §3.5) or an {@code ARC-Message-Signature} (RFC 8617 §4.1.2).
 *
 * @param signedFields names of the fields that are signed, in lower case
 * @param bodyHash in Base64
 * @param strictIdentity whether {@code i=} names the very domain of {@code d=}, not one below it
 */
record SignatureTags(
        HeaderField field,
        Signer signer,
        Canonical headerForm,
        BodyForm bodyForm,
        List<String> signedFields,
        String bodyHash,
        boolean strictIdentity) {
    private static final Pattern SELECTOR = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63}){0,20}");
    private static final int MOST_SIGNED_FIELDS = 1000;

    /**
     * Who signed, and how: what a seal (RFC 8617 §4.1.3) has as well.
     *
     * @param signature in Base64
     */
    record Signer(Algorithm algorithm, MailDomain domain, String selector, String signature) {

        static Signer of(TagList tags) {
            String name = required(tags, "a");
            Algorithm algorithm = Algorithm.of(name)
                    .orElseThrow(() -> new UnusableSignatureException(Result.NEUTRAL, "unknown algorithm: " + name));
            String selector = required(tags, "s");
            if (!SELECTOR.matcher(selector).matches()) {
                throw malformed("s");
            }
            return new Signer(algorithm, domainOf(tags), selector, base64(tags, "b"));
        }

        private static MailDomain domainOf(TagList tags) {
            try {
                return new MailDomain(required(tags, "d"));
            } catch (IllegalArgumentException e) {
                throw malformed("d");
            }
        }
    }

    /** Throws {@link UnusableSignatureException} if the field is malformed, or signs less than it must. */
    static SignatureTags ofDkim(HeaderField field) {
        TagList tags = tags(field);
        if (!required(tags, "v").equals("1")) { // RFC 6376 §6.1.1
            throw new UnusableSignatureException(Result.NEUTRAL, "unknown version");
        }
        boolean known = tags.compact("q")
                .map(methods -> Arrays.asList(methods.split(":", -1)).contains("dns/txt"))
                .orElse(true);
        if (!known) {
            throw new UnusableSignatureException(Result.NEUTRAL, "no known way to ask for the key");
        }
        SignatureTags signature = of(field, tags, tags.compact("i"));
        if (!signature.signedFields().contains("from")) { // RFC 6376 §6.1.1
            throw new UnusableSignatureException(Result.PERMERROR, "the author is not signed");
        }
        return signature;
    }

    /** As {@link #ofDkim}, with the rules of RFC 8617 §4.1.2. */
    static SignatureTags ofArc(HeaderField field) {
        SignatureTags signature = of(field, tags(field), Optional.empty());
        if (signature.signedFields().contains("arc-seal")) {
            throw new UnusableSignatureException(Result.PERMERROR, "a signature of a seal");
        }
        return signature;
    }

    static TagList tags(HeaderField field) {
        return TagList.parse(field.body())
                .orElseThrow(() -> new UnusableSignatureException(Result.NEUTRAL, "malformed signature"));
    }

    private static SignatureTags of(HeaderField field, TagList tags, Optional<String> identity) {
        Signer signer = Signer.of(tags);
        String[] forms = tags.compact("c").orElse("simple/simple").split("/", 2);
        Canonical headerForm = canonical(forms[0]);
        Canonical bodyForm = forms.length == 1 ? Canonical.SIMPLE : canonical(forms[1]); // RFC 6376 §3.5
        if (tags.isBadNumber("l")) {
            throw malformed("l");
        }
        return new SignatureTags(
                field,
                signer,
                headerForm,
                new BodyForm(bodyForm, signer.algorithm().digest(), tags.number("l")),
                signedFields(required(tags, "h")),
                base64(tags, "bh"),
                isStrict(identity, signer.domain()));
    }

    private static Canonical canonical(String word) {
        return Canonical.of(word)
                .orElseThrow(() -> new UnusableSignatureException(Result.NEUTRAL, "unknown canonical form: " + word));
    }

    private static List<String> signedFields(String names) {
        List<String> fields = Arrays.stream(names.split(":", -1))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        if (fields.size() > MOST_SIGNED_FIELDS || fields.contains("")) {
            throw malformed("h");
        }
        return fields;
    }

    /** RFC 6376 §3.5: who is responsible is of the signing domain, or of one below it. */
    private static boolean isStrict(Optional<String> identity, MailDomain domain) {
        String author = identity.orElse('@' + domain.value());
        int at = author.lastIndexOf('@');
        if (at < 0) {
            throw malformed("i");
        }
        String named = author.substring(at + 1).toLowerCase(Locale.ROOT);
        if (!named.equals(domain.value()) && !named.endsWith('.' + domain.value())) {
            throw new UnusableSignatureException(Result.PERMERROR, "the identity is of another domain");
        }
        return named.equals(domain.value());
    }

    static String required(TagList tags, String name) {
        return tags.compact(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(
                        () -> new UnusableSignatureException(Result.PERMERROR, "no " + name + "= in the signature"));
    }

    private static String base64(TagList tags, String name) {
        String value = required(tags, name);
        try {
            Base64.getDecoder().decode(value);
            return value;
        } catch (IllegalArgumentException e) {
            throw malformed(name);
        }
    }

    private static UnusableSignatureException malformed(String tag) {
        return new UnusableSignatureException(Result.NEUTRAL, "malformed " + tag + "=");
    }
}
