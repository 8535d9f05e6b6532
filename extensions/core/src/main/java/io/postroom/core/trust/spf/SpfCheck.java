package io.postroom.core.trust.spf;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.NameService;
import io.postroom.core.trust.Peer;
import io.postroom.core.trust.Result;
import io.postroom.core.trust.SpfFinding;
import io.postroom.core.trust.SpfFinding.Identity;
import io.postroom.core.trust.spf.Evaluation.Judgement;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks whether a client may send for the domain it names (RFC 7208). Thread-safe.
 *
 * <p>Keeps every limit of RFC 7208 §4.6.4: 10 terms that ask DNS, 2 questions without an answer, 10 hosts for each {@code mx} and {@code ptr}.
 * Records of type 99 are never asked for (§3.1).
 */
public final class SpfCheck {
    private static final String POSTMASTER = "postmaster"; // RFC 7208 §2.4, §4.3

    private final MailDomain receiver;
    private final Clock clock;

    /** The outcome with the text by which a domain explains a failure. */
    record Explained(SpfFinding finding, Optional<String> explanation) {}

    /** @param receiver this server, which explanations may name */
    public SpfCheck(MailDomain receiver, Clock clock) {
        this.receiver = receiver;
        this.clock = clock;
    }

    /** What {@code names} says of {@code peer}: of the sender in the envelope or, where there is none, of the name in {@code HELO}. Blocks. */
    public SpfFinding check(Peer peer, NameService names) {
        return explained(peer, names).finding();
    }

    Explained explained(Peer peer, NameService names) {
        Identity identity = peer.sender().isPresent() ? Identity.MAIL_FROM : Identity.HELO;
        String sender = peer.sender().orElse(POSTMASTER + '@' + peer.helo());
        int at = sender.lastIndexOf('@');
        String localPart = at > 0 ? sender.substring(0, at) : POSTMASTER;
        String domain = withoutDot(sender.substring(at + 1));
        Evaluation evaluation = new Evaluation(
                names,
                peer.client(),
                validatedName -> new MacroValues(
                        peer, new MacroValues.Sender(localPart, domain), receiver.value(), clock, validatedName));
        Optional<MailDomain> named = mailDomain(domain);
        try {
            Judgement judgement = evaluation.check(domain);
            Optional<String> explanation =
                    judgement.result() == Result.FAIL ? evaluation.explanation(judgement) : Optional.empty();
            String reason = reason(judgement, explanation);
            return new Explained(new SpfFinding(judgement.result(), identity, named, reason), explanation);
        } catch (SpfException e) {
            return new Explained(new SpfFinding(e.result(), identity, named, e.reason()), Optional.empty());
        }
    }

    private static String reason(Judgement judgement, Optional<String> explanation) {
        return switch (judgement.result()) {
            case FAIL ->
                explanation.map(text -> "the domain says: " + text).orElse("the domain does not allow this client");
            case SOFTFAIL -> "the domain does not expect this client";
            default -> "";
        };
    }

    private static String withoutDot(String domain) {
        return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    }

    private static Optional<MailDomain> mailDomain(String domain) {
        try {
            return Optional.of(new MailDomain(domain.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
