package io.postroom.core.trust.dkim;

import io.postroom.core.account.MailDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARC Sets of a header (RFC 8617 §4.2), the first instance first.
 *
 * @param problem why they are no chain; empty if they are, or if there are none
 */
record ArcSets(List<ArcSet> sets, Optional<String> problem) {
    private static final String SEAL = "arc-seal";
    private static final String SIGNATURE = "arc-message-signature";
    private static final String RESULTS = "arc-authentication-results";
    private static final int MOST_SETS = 50; // RFC 8617 §4.2.1
    private static final Pattern INSTANCE = Pattern.compile("\\s*i\\s*=\\s*([0-9]{1,3})\\s*(?:;.*)?", Pattern.DOTALL);

    /** What one intermediary has added. */
    record ArcSet(HeaderField results, HeaderField signature, HeaderField seal) {}

    ArcSets {
        sets = List.copyOf(sets);
    }

    static ArcSets of(MailHeader header) {
        Map<Integer, HeaderField> results = new HashMap<>();
        Map<Integer, HeaderField> signatures = new HashMap<>();
        Map<Integer, HeaderField> seals = new HashMap<>();
        boolean sound = collect(header.named(RESULTS), results)
                & collect(header.named(SIGNATURE), signatures)
                & collect(header.named(SEAL), seals);
        if (!sound) {
            return broken("malformed or repeated instances");
        }
        int count = Math.max(seals.size(), Math.max(signatures.size(), results.size()));
        if (count > MOST_SETS) {
            return broken("more than " + MOST_SETS + " sets");
        }
        List<ArcSet> sets = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            if (!results.containsKey(i) || !signatures.containsKey(i) || !seals.containsKey(i)) {
                return broken("instance " + i + " is not whole");
            }
            sets.add(new ArcSet(results.get(i), signatures.get(i), seals.get(i)));
        }
        return new ArcSets(sets, Optional.empty());
    }

    private static ArcSets broken(String why) {
        return new ArcSets(List.of(), Optional.of(why));
    }

    private static boolean collect(List<HeaderField> fields, Map<Integer, HeaderField> byInstance) {
        for (HeaderField field : fields) {
            Optional<Integer> instance = instance(field);
            if (instance.isEmpty() || byInstance.put(instance.get(), field) != null) {
                return false;
            }
        }
        return true;
    }

    /** Of results the first thing in the field, of the others a tag among others. */
    private static Optional<Integer> instance(HeaderField field) {
        Matcher first = INSTANCE.matcher(field.body());
        Optional<String> digits = field.name().equals(RESULTS)
                ? Optional.of(first).filter(Matcher::matches).map(matcher -> matcher.group(1))
                : TagList.parse(field.body())
                        .flatMap(tags -> tags.compact("i"))
                        .filter(value -> value.matches("[0-9]{1,3}"));
        return digits.map(Integer::valueOf).filter(instance -> instance >= 1 && instance <= MOST_SETS);
    }

    /** What the latest intermediary has signed; empty if there is none, or it is malformed. */
    Optional<SignatureTags> latestSignature() {
        if (sets.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SignatureTags.ofArc(sets.get(sets.size() - 1).signature()));
        } catch (UnusableSignatureException e) {
            return Optional.empty();
        }
    }

    /** Who has sealed, as they claim; those that name no domain are left out. */
    List<MailDomain> sealers() {
        List<MailDomain> sealers = new ArrayList<>();
        for (ArcSet set : sets) {
            try {
                sealers.add(
                        SignatureTags.Signer.of(SignatureTags.tags(set.seal())).domain());
            } catch (UnusableSignatureException e) {
                continue; // ArcCheck says so
            }
        }
        return sealers;
    }
}
