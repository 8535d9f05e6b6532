package io.postroom.core.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks DNS for a record and judges what it says. Thread-safe; blocks as {@link DnsAnswers} does. */
final class RecordCheck {
    private static final Pattern SPACE = Pattern.compile("[ \t]+");
    private static final Set<String> POLICIES = Set.of("none", "quarantine", "reject"); // RFC 7489 §6.3

    private final DnsAnswers dns;

    RecordCheck(DnsAnswers dns) {
        this.dns = dns;
    }

    VerificationRecord judge(VerificationRecord wanted, DomainOptions options) {
        return switch (wanted.purpose()) {
            case MAIL, SUBDOMAIN_MAIL -> mail(wanted, options.sharedWithProvider());
            case SENDERS -> senders(wanted);
            case SIGNATURE -> signature(wanted);
            case POLICY -> policy(wanted);
        };
    }

    /**
     * With other hosts beside ours some of the mail goes there, so that must be wanted. The name itself stands for a missing record, unless
     * it is ours: then no record is needed.
     */
    private VerificationRecord mail(VerificationRecord wanted, boolean shared) {
        List<String> hosts = dns.mailHosts(wanted.name()).stream()
                .filter(host -> !host.equals(wanted.name()) || host.equals(wanted.value()))
                .toList();
        boolean ours = hosts.contains(wanted.value());
        if (ours && (shared || Set.copyOf(hosts).size() == 1)) {
            return wanted.valid();
        }
        return hosts.isEmpty() ? wanted.missing() : wanted.invalid(RecordFault.VALUE_MISMATCH);
    }

    /** RFC 7208 §4.5: one record. It may permit more senders than ours, and may end as its owner likes. */
    private VerificationRecord senders(VerificationRecord wanted) {
        List<String> found = dns.texts(wanted.name()).stream()
                .filter(text -> terms(text).findFirstIs("v=spf1"))
                .toList();
        return one(wanted, found, text -> terms(text).all().containsAll(mechanisms(wanted.value())));
    }

    private record Terms(List<String> all) {
        boolean findFirstIs(String term) {
            return !all.isEmpty() && all.get(0).equals(term);
        }
    }

    private static Terms terms(String policy) {
        return new Terms(Arrays.asList(SPACE.split(policy.strip().toLowerCase(Locale.ROOT))));
    }

    private static Set<String> mechanisms(String policy) {
        return terms(policy).all().stream()
                .filter(term -> !term.endsWith("all"))
                .collect(Collectors.toSet());
    }

    /** RFC 6376 §3.6.2.2: what a verifier does with several keys under one selector is not defined. */
    private VerificationRecord signature(VerificationRecord wanted) {
        Optional<String> key = keyOf(wanted.value());
        return one(wanted, dns.texts(wanted.name()), text -> keyOf(text).equals(key));
    }

    private static Optional<String> keyOf(String record) {
        Map<String, String> tags = tags(record);
        return Optional.ofNullable(tags.get("p"))
                .filter(key -> tags.getOrDefault("v", "DKIM1").equals("DKIM1"))
                .filter(key -> tags.getOrDefault("k", "rsa").equals("rsa"))
                .map(key -> SPACE.matcher(key).replaceAll(""));
    }

    /** RFC 7489 §6.6.3: one record. What is asked of receivers is the owner's to decide. */
    private VerificationRecord policy(VerificationRecord wanted) {
        List<String> found = dns.texts(wanted.name()).stream()
                .filter(text -> "DMARC1".equals(tags(text).get("v")))
                .toList();
        return one(
                wanted,
                found,
                text -> POLICIES.contains(tags(text).getOrDefault("p", "").toLowerCase(Locale.ROOT)));
    }

    private interface Judgement {
        boolean accepts(String text);
    }

    private static VerificationRecord one(VerificationRecord wanted, List<String> found, Judgement judgement) {
        if (found.isEmpty()) {
            return wanted.missing();
        }
        if (found.size() > 1) {
            return wanted.invalid(RecordFault.DUPLICATE_RECORDS);
        }
        return judgement.accepts(found.get(0)) ? wanted.valid() : wanted.invalid(RecordFault.VALUE_MISMATCH);
    }

    /** RFC 6376 §3.2: {@code name=value} with semicolons between them. */
    private static Map<String, String> tags(String record) {
        Map<String, String> tags = new HashMap<>();
        for (String part : record.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                tags.putIfAbsent(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        return tags;
    }
}
