package io.postroom.core.trust;

import io.postroom.core.account.MailDomain;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The field {@code Authentication-Results} (RFC 8601): ours is written and read back here, and those of others that pretend to be ours are
 * known.
 *
 * <p>Beside what is registered at IANA ours has {@code policy.aligned} and {@code policy.sealers}, which others pass over (RFC 8601 §2.3).
 */
public final class AuthenticationResults {
    public static final String NAME = "Authentication-Results";

    static final String ALIGNED = "policy.aligned";
    static final String SEALERS = "policy.sealers";

    private AuthenticationResults() {}

    /**
     * The field, folded, with its line end.
     *
     * @param authservId who says so, RFC 8601 §2.5
     */
    public static String write(MailDomain authservId, Authentication authentication) {
        FieldWriter field = new FieldWriter(NAME + ": " + authservId);
        SpfFinding spf = authentication.spf();
        field.method("spf", spf);
        spf.domain().ifPresent(domain -> field.property(propertyOf(spf.identity()), domain.value()));
        if (authentication.dkim().isEmpty()) {
            field.method("dkim", Result.NONE, "");
        }
        for (DkimFinding dkim : authentication.dkim()) {
            field.method("dkim", dkim);
            dkim.domain().ifPresent(domain -> field.property("header.d", domain.value()));
            if (!dkim.selector().isEmpty()) {
                field.property("header.s", dkim.selector());
            }
        }
        DmarcFinding dmarc = authentication.dmarc();
        field.method("dmarc", dmarc);
        dmarc.from().ifPresent(domain -> field.property("header.from", domain.value()));
        field.property("policy.dmarc", dmarc.policy().word());
        field.property(ALIGNED, dmarc.aligned().name().toLowerCase(Locale.ROOT));
        ArcFinding arc = authentication.arc();
        field.method("arc", arc);
        if (!arc.sealers().isEmpty()) {
            field.property(
                    SEALERS, arc.sealers().stream().map(MailDomain::value).collect(Collectors.joining(" ")));
        }
        return field.end();
    }

    static String propertyOf(SpfFinding.Identity identity) {
        return identity == SpfFinding.Identity.HELO ? "smtp.helo" : "smtp.mailfrom";
    }

    /**
     * What a field that {@link #write} wrote says; folding does not matter. Empty for any other text: a field of ours is known by where it
     * stands, not by this.
     *
     * @param body what follows the colon
     */
    public static Optional<Authentication> read(String body) {
        try {
            return Optional.of(new ResultsReader(body).authentication());
        } catch (MalformedFieldException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a field that came with a mail pretends to be from {@code authservId}, in whatever spelling; such a field is to be removed (RFC
     * 8601 §5). Where the field is so malformed that readers may differ, naming us anywhere is enough.
     *
     * @param body what follows the colon, octets taken as UTF-8
     */
    public static boolean isFrom(MailDomain authservId, String body) {
        StructuredText text = new StructuredText(body);
        try {
            StringBuilder joined =
                    new StringBuilder(); // old readers allow comments beside the dots of a name, RFC 5322 §4.4
            text.skipComments();
            while (!text.isAtEnd() && !text.skip(';')) {
                boolean first = joined.length() == 0;
                joined.append(text.value(";/=,"));
                if (first && isSame(authservId, joined.toString())) {
                    return true;
                }
                text.skipComments();
            }
            return isSame(authservId, joined.toString())
                    || !ResultsReader.isWellFormed(body) && names(authservId, body);
        } catch (MalformedFieldException e) {
            return names(authservId, body);
        }
    }

    private static boolean isSame(MailDomain authservId, String value) {
        return ascii(value.endsWith(".") ? value.substring(0, value.length() - 1) : value)
                .equals(authservId.value());
    }

    private static boolean names(MailDomain authservId, String body) {
        String bare = body.replaceAll("[\\s\"\\\\]", "");
        return bare.toLowerCase(Locale.ROOT).contains(authservId.value())
                || bare.codePoints().anyMatch(c -> c > 0x7F) && namesInUnicode(authservId, bare);
    }

    private static boolean namesInUnicode(MailDomain authservId, String bare) {
        for (String word : bare.split("[;()/=,<>@:]")) {
            if (isSame(authservId, word)) {
                return true;
            }
        }
        return false;
    }

    /** The form in which names are compared, RFC 5891 §4.4; the text itself, in lower case, where it is no name. */
    private static String ascii(String name) {
        try {
            return IDN.toASCII(name.strip(), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return name.toLowerCase(Locale.ROOT);
        }
    }
}
