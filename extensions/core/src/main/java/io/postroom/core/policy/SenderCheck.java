package io.postroom.core.policy;

import io.postroom.core.account.MailDomain;
import io.postroom.core.message.RawMessage;
import io.postroom.core.trace.LenientHeader;
import io.postroom.core.trust.Authentication;
import io.postroom.core.trust.Authenticator;
import io.postroom.core.trust.Networks;
import io.postroom.core.trust.Peer;
import io.postroom.core.trust.Result;
import io.postroom.core.trust.dmarc.ClaimedDomains;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who sent a mail that comes in from outside, and whether it names a domain of ours without right. Thread-safe; blocks as the
 * {@link Authenticator} does.
 */
public final class SenderCheck {
    private static final int MOST_CLAIMED = 20; // that are looked up; who names more is not authenticated

    private final Authenticator authenticator;
    private final OwnDomains own;
    private final Networks unchecked;
    private final MailDomain authservId;

    /**
     * @param unchecked networks of machines of ours
     * @param authservId who says so in the field that is stored with a mail
     */
    public SenderCheck(Authenticator authenticator, OwnDomains own, Networks unchecked, MailDomain authservId) {
        this.authenticator = authenticator;
        this.own = own;
        this.unchecked = unchecked;
        this.authservId = authservId;
    }

    /** Whether mail from this address is not checked, as it is {@link SenderEvidence#LOCAL}. */
    public boolean passes(InetAddress client) {
        return unchecked.contain(client);
    }

    /** For the mail attribute and the stored mail. */
    public List<String> written(SenderEvidence evidence) {
        return evidence.write(authservId);
    }

    /**
     * The evidence.
     *
     * @param raw with nothing removed
     * @throws java.io.UncheckedIOException if {@code raw} cannot be read, or a store is unreachable
     */
    public SenderEvidence check(Peer peer, RawMessage raw) {
        if (passes(peer.client())) {
            return SenderEvidence.LOCAL;
        }
        Authentication authentication = authenticator.authenticate(peer, raw);
        List<MailDomain> claimed = ClaimedDomains.of(LenientHeader.bodies(raw, "From")).stream()
                .filter(domain -> !isSigned(domain, authentication))
                .toList();
        Optional<MailDomain> forged = claimed.stream()
                .filter(own::isStandard)
                .findFirst()
                .or(() -> claimed.stream()
                        .limit(MOST_CLAIMED)
                        .filter(own::contain)
                        .findFirst());
        return new SenderEvidence(authentication, forged);
    }

    /** By the domain itself, or one that it is under. */
    private static boolean isSigned(MailDomain claimed, Authentication authentication) {
        return authentication.dkim().stream()
                .filter(signature -> signature.result() == Result.PASS)
                .flatMap(signature -> signature.domain().stream())
                .anyMatch(signer -> SenderEvidence.isWithin(claimed, signer));
    }
}
