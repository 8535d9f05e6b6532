package io.postroom.core.trust.dmarc;

import io.postroom.core.trust.DmarcPolicy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a domain has published (RFC 9989 §4.7). {@code pct}, {@code ri} and {@code rf} of RFC 7489 are gone and passed over.
 *
 * @param policies what is to be done; empty where the record says nothing that could be followed
 * @param strictDkim whether a signature must be of the very domain in {@code From}
 * @param strictSpf whether the sender in the envelope must be
 * @param testing whether the next milder policy applies, {@code t=y}
 */
record DmarcRecord(Optional<Policies> policies, boolean strictDkim, boolean strictSpf, Suffix suffix, boolean testing) {
    private static final Pattern VERSION = Pattern.compile("v[ \t]*=[ \t]*DMARC1[ \t]*(?:;.*)?", Pattern.DOTALL);
    private static final Pattern REPORT_ADDRESS = // RFC 7489 §6.4, dmarc-uri; one of them is enough
            Pattern.compile("(?i)(?:^|.*,)[ \t]*mailto:[^@,\\s]+@[^@,\\s]+.*", Pattern.DOTALL);
    private static final int LONGEST = 8192;

    /**
     * The policies by whom they are for.
     *
     * @param own for the domain of the record
     * @param existing for domains below it
     * @param missing for domains below it that do not exist
     */
    record Policies(DmarcPolicy own, DmarcPolicy existing, DmarcPolicy missing) {}

    /** Whether a domain is a public suffix, {@code psd}. */
    enum Suffix {
        YES,
        NO,
        UNKNOWN
    }

    /** The record among the TXT records of one name; empty if there is none, or more than one (RFC 9989 §4.10 step 2). */
    static Optional<DmarcRecord> among(List<String> texts) {
        List<String> records = texts.stream()
                .filter(text -> text.length() <= LONGEST)
                .filter(text -> VERSION.matcher(text).matches())
                .toList();
        return records.size() == 1 ? Optional.of(parse(records.get(0))) : Optional.empty();
    }

    /** What is malformed behind the version is passed over (RFC 7489 §6.3); of a tag that stands twice the first counts. */
    private static DmarcRecord parse(String text) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : text.split(";")) {
            int equals = tag.indexOf('=');
            if (equals > 0) {
                tags.putIfAbsent(
                        tag.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        tag.substring(equals + 1).strip());
            }
        }
        return new DmarcRecord(
                policies(tags),
                is(tags, "adkim", "s"),
                is(tags, "aspf", "s"),
                is(tags, "psd", "y") ? Suffix.YES : is(tags, "psd", "n") ? Suffix.NO : Suffix.UNKNOWN,
                is(tags, "t", "y"));
    }

    private static boolean is(Map<String, String> tags, String name, String value) {
        return tags.getOrDefault(name, "").equalsIgnoreCase(value);
    }

    /** RFC 7489 §6.6.3 step 6: who wants reports but has a policy that makes no sense has none; who wants nothing gets nothing. */
    private static Optional<Policies> policies(Map<String, String> tags) {
        Optional<DmarcPolicy> own = policy(tags, "p");
        boolean sound = own.isPresent()
                && Arrays.asList("sp", "np").stream()
                        .allMatch(name ->
                                !tags.containsKey(name) || policy(tags, name).isPresent());
        if (!sound) {
            return REPORT_ADDRESS.matcher(tags.getOrDefault("rua", "")).matches()
                    ? Optional.of(new Policies(DmarcPolicy.NONE, DmarcPolicy.NONE, DmarcPolicy.NONE))
                    : Optional.empty();
        }
        DmarcPolicy existing = policy(tags, "sp").orElse(own.get());
        return Optional.of(new Policies(own.get(), existing, policy(tags, "np").orElse(existing)));
    }

    private static Optional<DmarcPolicy> policy(Map<String, String> tags, String name) {
        return DmarcPolicy.of(tags.getOrDefault(name, ""));
    }
}
