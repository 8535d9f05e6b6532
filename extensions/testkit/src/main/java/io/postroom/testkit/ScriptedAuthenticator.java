package io.postroom.testkit;

import io.postroom.core.account.MailDomain;
import io.postroom.core.message.RawMessage;
import io.postroom.core.trust.ArcFinding;
import io.postroom.core.trust.Authentication;
import io.postroom.core.trust.Authenticator;
import io.postroom.core.trust.DkimFinding;
import io.postroom.core.trust.DmarcFinding;
import io.postroom.core.trust.DmarcFinding.Alignment;
import io.postroom.core.trust.DmarcPolicy;
import io.postroom.core.trust.Peer;
import io.postroom.core.trust.Result;
import io.postroom.core.trust.SpfFinding;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Finds out what a test says; at first, that all mail is of {@code example.com}. Thread-safe. */
public final class ScriptedAuthenticator implements Authenticator {
    private static final MailDomain EXAMPLE = new MailDomain("example.com");

    private final List<Peer> asked = new CopyOnWriteArrayList<>();
    private volatile Authentication answer = passed("example.com");

    @Override
    public Authentication authenticate(Peer peer, RawMessage raw) {
        asked.add(peer);
        return answer;
    }

    public void setAnswer(Authentication answer) {
        this.answer = answer;
    }

    /** Who was asked about, in their order. */
    public List<Peer> asked() {
        return List.copyOf(asked);
    }

    /** SPF, an own signature and DMARC pass. */
    public static Authentication passed(String domain) {
        MailDomain name = new MailDomain(domain);
        return new Authentication(
                spf(Result.PASS, name),
                List.of(new DkimFinding(Result.PASS, Optional.of(name), "s1", "")),
                new DmarcFinding(Result.PASS, Optional.of(name), DmarcPolicy.REJECT, Alignment.BOTH, ""),
                ArcFinding.none(""));
    }

    /** SPF and DMARC pass, and nobody has signed. */
    public static Authentication passedBySpf(String domain) {
        MailDomain name = new MailDomain(domain);
        return new Authentication(
                spf(Result.PASS, name),
                List.of(),
                new DmarcFinding(Result.PASS, Optional.of(name), DmarcPolicy.REJECT, Alignment.SPF, ""),
                ArcFinding.none(""));
    }

    /** Nothing is published for {@code example.com}, and nobody has signed. */
    public static Authentication unproven() {
        return about(Result.NONE, DmarcPolicy.NONE, "the domain has no policy");
    }

    /** {@code example.com} has a policy, and nothing passes. */
    public static Authentication failed(DmarcPolicy policy) {
        return about(Result.FAIL, policy, "nothing that passes is of the author's domain");
    }

    /** DNS does not answer. */
    public static Authentication unknown() {
        return about(Result.TEMPERROR, DmarcPolicy.NONE, "DNS does not answer for the policy");
    }

    private static Authentication about(Result dmarc, DmarcPolicy policy, String reason) {
        return new Authentication(
                spf(dmarc == Result.TEMPERROR ? Result.TEMPERROR : Result.NONE, EXAMPLE),
                List.of(),
                new DmarcFinding(dmarc, Optional.of(EXAMPLE), policy, Alignment.NONE, reason),
                ArcFinding.none(""));
    }

    private static SpfFinding spf(Result result, MailDomain domain) {
        return new SpfFinding(result, SpfFinding.Identity.MAIL_FROM, Optional.of(domain), "");
    }
}
