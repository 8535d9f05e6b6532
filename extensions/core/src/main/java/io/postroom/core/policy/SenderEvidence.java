package io.postroom.core.policy;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.Authentication;
import io.postroom.core.trust.AuthenticationResults;
import io.postroom.core.trust.DmarcPolicy;
import io.postroom.core.trust.Result;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about who sent a mail.
 *
 * @param forged the domain of ours that {@code From} names without a valid signature of it; empty if there is none
 */
public record SenderEvidence(Authentication authentication, Optional<MailDomain> forged) {
    /** The mail attribute that has it, a collection of strings, see {@link #write}. Nobody can set one from outside. */
    public static final String ATTRIBUTE = "io.postroom.sender-evidence";

    /** Of mail that is not checked: from machines of ours, from users who log in, or made here. It is not judged. */
    public static final SenderEvidence LOCAL = new SenderEvidence(Authentication.none("local"), Optional.empty());

    private static final int PARTS = 2;

    /** Whether {@code From} is proved: of the domain it names, and of no domain of ours without its signature. */
    public boolean authenticated() {
        return forged.isEmpty() && authentication.authenticated();
    }

    /** The domain in {@code From}, if the mail is proved to be of it. */
    public Optional<MailDomain> authenticDomain() {
        return authenticated() ? authentication.alignedDomain() : Optional.empty();
    }

    public boolean isLocal() {
        return equals(LOCAL);
    }

    /** Why the mail might be kept out; empty if it is authenticated, or not judged. */
    public Optional<Suspicion> suspicion() {
        if (isLocal() || authenticated()) {
            return Optional.empty();
        }
        boolean unwanted = authentication.dmarc().result() == Result.FAIL
                && authentication.dmarc().policy() != DmarcPolicy.NONE;
        return Optional.of(forged.isPresent() || unwanted ? Suspicion.FAILED : Suspicion.UNPROVEN);
    }

    /** Whether another look at DNS, later, may lift the suspicion. */
    boolean mayBeLifted() {
        return forged.map(domain -> authentication.dkim().stream()
                        .anyMatch(signature -> signature.result() == Result.TEMPERROR
                                && signature
                                        .domain()
                                        .map(signer -> isWithin(domain, signer))
                                        .orElse(true)))
                .orElseGet(authentication::temporarilyUnknown);
    }

    /** Whether another look may show that it is {@link Suspicion#FAILED}: a policy may stand where DNS has not answered. */
    boolean mayHaveFailed() {
        return authentication.dmarc().result() == Result.TEMPERROR;
    }

    /** Whether {@code name} is {@code domain} or under it. */
    static boolean isWithin(MailDomain name, MailDomain domain) {
        return name.equals(domain) || name.value().endsWith('.' + domain.value());
    }

    /**
     * For the mail attribute; the first part is the field that is stored with the mail.
     *
     * @param authservId see {@link AuthenticationResults#write}
     */
    public List<String> write(MailDomain authservId) {
        return List.of(
                AuthenticationResults.write(authservId, authentication),
                forged.map(MailDomain::value).orElse(""));
    }

    /** What {@link #write} has written; empty for anything else. */
    public static Optional<SenderEvidence> read(List<String> parts) {
        if (parts.size() != PARTS) {
            return Optional.empty();
        }
        String field = parts.get(0);
        Optional<MailDomain> forged =
                Optional.of(parts.get(1)).filter(name -> !name.isEmpty()).map(MailDomain::new);
        return AuthenticationResults.read(field.substring(field.indexOf(':') + 1))
                .map(authentication -> new SenderEvidence(authentication, forged));
    }
}
