package io.postroom.core.trust.dmarc;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.NameService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of a domain and of those above it (RFC 9989 §4.10), found with {@value #MOST_QUERIES} questions at most. By them the boundary of
 * an organisation is known without a list of public suffixes.
 *
 * @param start where it began
 * @param records in the order they were found, from {@code start} upwards
 */
record TreeWalk(MailDomain start, Map<MailDomain, DmarcRecord> records) {
    static final int MOST_QUERIES = 8;
    private static final int LABELS_ABOVE = MOST_QUERIES - 1;

    /** Asks; throws {@link java.io.UncheckedIOException} if one question is not answered, for then nothing is certain. */
    static TreeWalk from(MailDomain start, NameService names) {
        Map<MailDomain, DmarcRecord> records = new LinkedHashMap<>();
        for (MailDomain target : targets(start)) {
            Optional<DmarcRecord> record = recordOf(target, names);
            record.ifPresent(found -> records.put(target, found));
            if (record.filter(found -> found.suffix() != DmarcRecord.Suffix.UNKNOWN)
                    .isPresent()) {
                break;
            }
        }
        return new TreeWalk(start, records);
    }

    /** The record at {@code domain} itself. */
    static Optional<DmarcRecord> recordOf(MailDomain domain, NameService names) {
        return DmarcRecord.among(names.texts("_dmarc." + domain));
    }

    /** RFC 9989 §4.10 steps 3 to 7. */
    static List<MailDomain> targets(MailDomain start) {
        List<MailDomain> targets = new ArrayList<>();
        targets.add(start);
        String[] labels = start.value().split("\\.");
        int begin = Math.max(1, labels.length - LABELS_ABOVE);
        for (; begin < labels.length; begin++) {
            targets.add(new MailDomain(String.join(".", Arrays.copyOfRange(labels, begin, labels.length))));
        }
        return targets;
    }

    /** The organisation's domain (RFC 9989 §4.10.2): those that have the same belong together. */
    MailDomain organization() {
        MailDomain highest = start;
        for (Map.Entry<MailDomain, DmarcRecord> entry : records.entrySet()) {
            MailDomain domain = entry.getKey();
            switch (entry.getValue().suffix()) {
                case NO -> {
                    return domain;
                }
                case YES -> {
                    return domain.equals(start) ? start : oneBelow(domain);
                }
                default -> highest = domain;
            }
        }
        return highest;
    }

    private MailDomain oneBelow(MailDomain suffix) {
        String below = start.value()
                .substring(0, start.value().length() - suffix.value().length() - 1);
        return new MailDomain(below.substring(below.lastIndexOf('.') + 1) + '.' + suffix);
    }

    /** The record of the organisation or, if it has none, of the public suffix above it (RFC 9989 §4.10.1). */
    Optional<DmarcRecord> inherited() {
        DmarcRecord own = records.get(organization());
        return own != null
                ? Optional.of(own)
                : records.values().stream()
                        .filter(record -> record.suffix() == DmarcRecord.Suffix.YES)
                        .findFirst();
    }
}
