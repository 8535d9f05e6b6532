package io.postroom.core.trust.dkim;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.DkimFinding;
import io.postroom.core.trust.NameService;
import io.postroom.core.trust.Result;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Judges the DKIM signatures of a message (RFC 6376), each for itself. Thread-safe.
 *
 * <p>A signature that covers a part of the body only ({@code l=}) proves nothing here: what follows could be anything (RFC 6376 §8.2).
 */
public final class DkimCheck {
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private final SignatureRules rules;
    private final Clock clock;

    public DkimCheck(Clock clock) {
        this(SignatureRules.TODAY, clock);
    }

    DkimCheck(SignatureRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** What became of each signature, in their order; no more than {@value SignedMail#MOST_SIGNATURES} are looked at. Blocks. */
    public List<DkimFinding> check(SignedMail mail, NameService names) {
        KeyLookup keys = new KeyLookup(names, rules);
        List<DkimFinding> findings = new ArrayList<>();
        for (HeaderField field : mail.header().named(SignedMail.DKIM_SIGNATURE)) {
            if (findings.size() == SignedMail.MOST_SIGNATURES) {
                findings.add(
                        new DkimFinding(Result.POLICY, Optional.empty(), "", "more signatures than are looked at"));
                break;
            }
            findings.add(finding(mail, field, keys));
        }
        return findings;
    }

    private DkimFinding finding(SignedMail mail, HeaderField field, KeyLookup keys) {
        try {
            SigningKey key = verified(mail, field, keys);
            return finding(Result.PASS, field, key.testing() ? "by a key that is marked as a test" : "");
        } catch (UnusableSignatureException e) {
            return finding(e.result(), field, e.reason());
        }
    }

    private SigningKey verified(SignedMail mail, HeaderField field, KeyLookup keys) {
        if (!mail.header().wellFormed()) {
            throw new UnusableSignatureException(Result.NEUTRAL, "the header has lines that do not end with CRLF");
        }
        SignatureTags signature = SignatureTags.ofDkim(field);
        checkTimes(SignatureTags.tags(field));
        SigningKey key = keys.verified(signature.signer(), SignedHeader.octets(mail.header(), signature));
        if (key.strict() && !signature.strictIdentity()) { // RFC 6376 §3.6.1, t=s
            throw new UnusableSignatureException(Result.PERMERROR, "the key is not for identities below the domain");
        }
        checkBody(mail, signature);
        return key;
    }

    /** RFC 6376 §3.5, {@code t=} and {@code x=}. */
    private void checkTimes(TagList tags) {
        long now = clock.instant().getEpochSecond();
        OptionalLong signed = tags.number("t");
        OptionalLong expires = tags.number("x");
        if (tags.isBadNumber("t") || tags.isBadNumber("x")) {
            throw new UnusableSignatureException(Result.NEUTRAL, "malformed time");
        }
        if (signed.isPresent() && signed.getAsLong() > now + CLOCK_SKEW.toSeconds()) {
            throw new UnusableSignatureException(Result.PERMERROR, "signed in the future");
        }
        if (expires.isPresent() && expires.getAsLong() < now) {
            throw new UnusableSignatureException(Result.PERMERROR, "the signature has expired");
        }
        if (signed.isPresent() && expires.isPresent() && expires.getAsLong() <= signed.getAsLong()) {
            throw new UnusableSignatureException(Result.PERMERROR, "the signature expired before it was made");
        }
    }

    static void checkBody(SignedMail mail, SignatureTags signature) {
        BodyHash.Hashed body = mail.body(signature.bodyForm());
        OptionalLong limit = signature.bodyForm().limit();
        if (limit.isPresent() && limit.getAsLong() > body.length()) { // RFC 6376 §3.5
            throw new UnusableSignatureException(Result.FAIL, "the body is shorter than what was signed");
        }
        if (!body.hash().equals(withPadding(signature.bodyHash()))) {
            throw new UnusableSignatureException(Result.FAIL, "the body was changed");
        }
        if (limit.isPresent() && limit.getAsLong() < body.length()) {
            throw new UnusableSignatureException(Result.POLICY, "only a part of the body is signed");
        }
    }

    /** Some signers leave out the equals signs at the end of Base64, which RFC 4648 §3.2 does not allow; the octets are the same. */
    private static String withPadding(String base64) {
        String bare = base64.replaceAll("=+$", "");
        return bare + "=".repeat((4 - bare.length() % 4) % 4);
    }

    /** Names the signer as the field does, however bad it is. */
    private static DkimFinding finding(Result result, HeaderField field, String reason) {
        Optional<TagList> tags = TagList.parse(field.body());
        return new DkimFinding(
                result,
                tags.flatMap(list -> list.compact("d")).flatMap(DkimCheck::domain),
                tags.flatMap(list -> list.compact("s")).orElse(""),
                reason);
    }

    private static Optional<MailDomain> domain(String name) {
        try {
            return Optional.of(new MailDomain(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
