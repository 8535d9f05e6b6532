package io.postroom.core.trust;

import io.postroom.core.limit.Places;
import io.postroom.core.message.RawMessage;
import io.postroom.core.trust.DmarcFinding.Alignment;
import io.postroom.core.trust.dkim.ArcCheck;
import io.postroom.core.trust.dkim.DkimCheck;
import io.postroom.core.trust.dkim.SignedMail;
import io.postroom.core.trust.dmarc.DmarcCheck;
import io.postroom.core.trust.spf.SpfCheck;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Runs the checks of SPF, DKIM, DMARC and ARC, which ask DNS within one {@link Budget}. Thread-safe.
 *
 * <p>The policy of the author's domain is asked for before anything of which a sender chooses the servers, so that slow servers of the sender
 * cannot keep it from being known.
 */
public final class DnsAuthenticator implements Authenticator {
    private static final String BUSY = "too many messages are being checked";

    private final NameServices dns;
    private final SpfCheck spf;
    private final DkimCheck dkim;
    private final ArcCheck arc = new ArcCheck();
    private final DmarcCheck dmarc = new DmarcCheck();
    private final Budget budget;
    private final LongSupplier nanos;
    private final Places<String> places;

    /**
     * What checks may cost.
     *
     * @param time for all questions of one message together
     * @param questions of one message
     * @param messagesAtOnce how many are checked at the same time; one more is not, and waits for nothing
     * @param ofOneClient how many of them may be from one address, or network of 64 bits; who has servers that do not answer cannot take all
     */
    public record Budget(Duration time, int questions, int messagesAtOnce, int ofOneClient) {
        public Budget {
            if (time.isNegative() || time.isZero() || questions < 1 || messagesAtOnce < 1 || ofOneClient < 1) {
                throw new IllegalArgumentException("nothing can be checked with nothing");
            }
        }
    }

    /** @param nanos as {@link System#nanoTime} */
    public DnsAuthenticator(NameServices dns, SpfCheck spf, Clock clock, Budget budget, LongSupplier nanos) {
        this.dns = dns;
        this.spf = spf;
        this.dkim = new DkimCheck(clock);
        this.budget = budget;
        this.nanos = nanos;
        this.places = new Places<>(budget.messagesAtOnce(), budget.ofOneClient());
    }

    @Override
    public Authentication authenticate(Peer peer, RawMessage raw) {
        Optional<Places.Place> place = places.take(Networks.siteOf(peer.client()));
        if (place.isEmpty()) {
            return unknown(peer);
        }
        try {
            SignedMail mail = SignedMail.read(raw);
            Deadline deadline = Deadline.in(budget.time(), nanos);
            return checked(peer, mail, new MessageNames(dns.until(deadline), deadline, budget.questions()));
        } finally {
            place.get().leave();
        }
    }

    private Authentication checked(Peer peer, SignedMail mail, NameService names) {
        List<String> from = mail.header().named("from").stream()
                .map(field -> new String(field.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .toList();
        dmarc.check(from, SpfFinding.none(""), List.of(), names); // names remembers what it asks for
        List<DkimFinding> signatures = dkim.check(mail, names);
        SpfFinding sender = spf.check(peer, names);
        DmarcFinding author = dmarc.check(from, sender, signatures, names);
        return new Authentication(sender, signatures, author, arc.check(mail, names));
    }

    private static Authentication unknown(Peer peer) {
        SpfFinding.Identity identity =
                peer.sender().isPresent() ? SpfFinding.Identity.MAIL_FROM : SpfFinding.Identity.HELO;
        return new Authentication(
                new SpfFinding(Result.TEMPERROR, identity, Optional.empty(), BUSY),
                List.of(new DkimFinding(Result.TEMPERROR, Optional.empty(), "", BUSY)),
                new DmarcFinding(Result.TEMPERROR, Optional.empty(), DmarcPolicy.NONE, Alignment.NONE, BUSY),
                new ArcFinding(Result.TEMPERROR, List.of(), BUSY));
    }
}
