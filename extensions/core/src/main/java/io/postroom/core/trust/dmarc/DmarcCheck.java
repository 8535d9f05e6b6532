package io.postroom.core.trust.dmarc;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.DkimFinding;
import io.postroom.core.trust.DmarcFinding;
import io.postroom.core.trust.DmarcFinding.Alignment;
import io.postroom.core.trust.DmarcPolicy;
import io.postroom.core.trust.NameService;
import io.postroom.core.trust.Result;
import io.postroom.core.trust.SpfFinding;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compares what SPF and DKIM have proved with the domain in {@code From}, and finds the policy of that domain (RFC 9989 §5.3). Thread-safe.
 *
 * <p>What DNS does not answer never passes.
 */
public final class DmarcCheck {
    private static final int MOST_DOMAINS = 5; // of one From
    private static final String AWAY = "DNS does not answer for the policy";

    /** The policy that was found, and the record it is from. */
    private record Applied(DmarcRecord record, DmarcPolicy policy) {}

    /** What the message is judged by. */
    private record Evidence(SpfFinding spf, List<DkimFinding> dkim) {}

    /**
     * The finding. Blocks.
     *
     * @param from the bodies of all {@code From} fields, octets taken as UTF-8
     */
    public DmarcFinding check(List<String> from, SpfFinding spf, List<DkimFinding> dkim, NameService names) {
        Authors authors = Authors.of(from);
        try {
            return authors.problem().isPresent()
                    ? unclear(authors, authors.problem().get(), names)
                    : clear(authors.domains().iterator().next(), new Evidence(spf, dkim), names);
        } catch (UncheckedIOException e) {
            return new DmarcFinding(Result.TEMPERROR, only(authors), DmarcPolicy.NONE, Alignment.NONE, AWAY);
        }
    }

    private static Optional<MailDomain> only(Authors authors) {
        return authors.problem().isEmpty() ? authors.domains().stream().findFirst() : Optional.empty();
    }

    /** Nothing passes for several authors, or none (RFC 9989 §5.3.1); the strictest policy of all applies, lest a second one disarm it. */
    private static DmarcFinding unclear(Authors authors, String problem, NameService names) {
        if (authors.domains().size() > MOST_DOMAINS) { // one of them may want it refused
            return new DmarcFinding(
                    Result.FAIL, Optional.empty(), DmarcPolicy.REJECT, Alignment.NONE, "authors of too many domains");
        }
        Optional<DmarcPolicy> policy = authors.domains().stream()
                .flatMap(domain -> applied(domain, names).stream())
                .map(Applied::policy)
                .max(Comparator.naturalOrder());
        return new DmarcFinding(
                policy.isPresent() ? Result.FAIL : Result.PERMERROR,
                Optional.empty(),
                policy.orElse(DmarcPolicy.NONE),
                Alignment.NONE,
                problem);
    }

    private static DmarcFinding clear(MailDomain from, Evidence evidence, NameService names) {
        Optional<Applied> applied = applied(from, names);
        if (applied.isEmpty()) {
            return new DmarcFinding(
                    Result.NONE,
                    Optional.of(from),
                    DmarcPolicy.NONE,
                    aligned(evidence, Result.PASS, from::equals, from::equals),
                    "the domain has no policy");
        }
        DmarcRecord record = applied.get().record();
        AlignedWith spf = record.strictSpf() ? from::equals : relaxed(from, names);
        AlignedWith dkim = record.strictDkim() ? from::equals : relaxed(from, names);
        Alignment passed = aligned(evidence, Result.PASS, spf, dkim);
        Result result = Result.PASS;
        String reason = "";
        if (passed == Alignment.NONE) {
            boolean unknown = aligned(evidence, Result.TEMPERROR, spf, dkim) != Alignment.NONE;
            result = unknown ? Result.TEMPERROR : Result.FAIL;
            reason = unknown ? "DNS does not answer for the sender" : "nothing that passes is of the author's domain";
        }
        return new DmarcFinding(result, Optional.of(from), applied.get().policy(), passed, reason);
    }

    /** Whether a domain belongs to the author. */
    private interface AlignedWith {
        boolean is(MailDomain domain);
    }

    private static Alignment aligned(Evidence evidence, Result result, AlignedWith spf, AlignedWith dkim) {
        boolean bySpf = evidence.spf().result() == result
                && evidence.spf().domain().filter(spf::is).isPresent();
        boolean byDkim = evidence.dkim().stream()
                .filter(signature -> signature.result() == result)
                .flatMap(signature -> signature.domain().stream())
                .distinct()
                .anyMatch(dkim::is);
        return Alignment.of(bySpf, byDkim);
    }

    /** RFC 9989 §4.4: of the same organisation; the other domain's boundary is asked for only where it could be. */
    private static AlignedWith relaxed(MailDomain from, NameService names) {
        return domain -> {
            if (domain.equals(from)) {
                return true;
            }
            MailDomain organization = TreeWalk.from(from, names).organization();
            boolean below = domain.value().endsWith('.' + organization.value());
            return (below || domain.equals(organization))
                    && TreeWalk.from(domain, names).organization().equals(organization);
        };
    }

    /** RFC 9989 §4.10.1: the record of the author's own domain, else of the organisation, else of the public suffix. */
    private static Optional<Applied> applied(MailDomain from, NameService names) {
        Optional<DmarcRecord> own = TreeWalk.recordOf(from, names);
        if (own.isPresent()) {
            return own.flatMap(record -> record.policies().map(policies -> applied(record, policies.own())));
        }
        return TreeWalk.from(from, names)
                .inherited()
                .flatMap(record -> record.policies().map(policies -> applied(record, below(policies, from, names))));
    }

    private static DmarcPolicy below(DmarcRecord.Policies policies, MailDomain from, NameService names) {
        return policies.missing() == policies.existing() || exists(from, names)
                ? policies.existing()
                : policies.missing();
    }

    private static Applied applied(DmarcRecord record, DmarcPolicy policy) {
        return new Applied(record, record.testing() ? policy.milder() : policy);
    }

    /** RFC 9989 §3.2.13: whether the domain has a mail host or an address. */
    private static boolean exists(MailDomain domain, NameService names) {
        return !names.mailHosts(domain.value()).isEmpty()
                || !names.addresses(domain.value(), NameService.Family.IP4).isEmpty()
                || !names.addresses(domain.value(), NameService.Family.IP6).isEmpty();
    }
}
