package io.postroom.core.trust.dkim;

import io.postroom.core.trust.ArcFinding;
import io.postroom.core.trust.NameService;
import io.postroom.core.trust.Result;
import io.postroom.core.trust.dkim.ArcSets.ArcSet;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Judges the chain of those who have passed a message on (RFC 8617 §5.2). Thread-safe. */
public final class ArcCheck {
    private final SignatureRules rules;

    public ArcCheck() {
        this(SignatureRules.TODAY);
    }

    ArcCheck(SignatureRules rules) {
        this.rules = rules;
    }

    /** Whether the chain of {@code mail} is whole. Blocks. */
    public ArcFinding check(SignedMail mail, NameService names) {
        ArcSets sets = ArcSets.of(mail.header());
        if (sets.problem().isPresent()) {
            return new ArcFinding(Result.FAIL, List.of(), sets.problem().get());
        }
        if (sets.sets().isEmpty()) {
            return ArcFinding.none("");
        }
        try {
            if (!mail.header().wellFormed()) {
                throw new UnusableSignatureException(Result.FAIL, "the header has lines that do not end with CRLF");
            }
            checkClaims(sets.sets());
            KeyLookup keys = new KeyLookup(names, rules);
            checkMessage(mail, sets, keys);
            checkSeals(sets.sets(), keys);
            return new ArcFinding(Result.PASS, sets.sealers(), "");
        } catch (UnusableSignatureException e) {
            // RFC 8617 §5.2: pass and fail are all there is, but for what DNS does not tell now
            Result result = e.result() == Result.TEMPERROR ? Result.TEMPERROR : Result.FAIL;
            return new ArcFinding(result, sets.sealers(), e.reason());
        }
    }

    /** What each sealer says of the chain before it, RFC 8617 §4.1.3 and §5.2 steps 2 and 3. */
    private static void checkClaims(List<ArcSet> sets) {
        for (int i = sets.size(); i >= 1; i--) {
            TagList seal = SignatureTags.tags(sets.get(i - 1).seal());
            if (seal.find("h").isPresent()) {
                throw new UnusableSignatureException(Result.FAIL, "seal " + i + " signs fields of its choice");
            }
            String claim = seal.compact("cv").orElse("");
            if (!claim.equalsIgnoreCase(i == 1 ? "none" : "pass")) {
                throw new UnusableSignatureException(
                        Result.FAIL, "seal " + i + " says that the chain was broken before");
            }
        }
    }

    /** RFC 8617 §5.2 step 4. */
    private static void checkMessage(SignedMail mail, ArcSets sets, KeyLookup keys) {
        HeaderField field = sets.sets().get(sets.sets().size() - 1).signature();
        SignatureTags signature = SignatureTags.ofArc(field);
        keys.verified(signature.signer(), SignedHeader.octets(mail.header(), signature));
        DkimCheck.checkBody(mail, signature);
    }

    /** RFC 8617 §5.2 step 6, and §5.1.1 for what a seal covers: all sets up to its own, the last seal without its signature. */
    private static void checkSeals(List<ArcSet> sets, KeyLookup keys) {
        StringBuilder before = new StringBuilder();
        for (ArcSet set : sets) {
            before.append(set.results().relaxed()).append("\r\n");
            before.append(set.signature().relaxed()).append("\r\n");
            String sealed = before + set.seal().unsigned().relaxed();
            keys.verified(
                    SignatureTags.Signer.of(SignatureTags.tags(set.seal())),
                    sealed.getBytes(StandardCharsets.ISO_8859_1));
            before.append(set.seal().relaxed()).append("\r\n");
        }
    }
}
