package io.postroom.core.verify;

import io.postroom.core.policy.SenderEvidence;
import java.util.Optional;

/** Who wrote a message for certain; an address in {@code From} alone proves nothing. */
public final class ProvenSender {
    private ProvenSender() {}

    /**
     * The address in {@code From} of mail from outside, if the message is proved to be of the domain of that address.
     *
     * @param from the field as it is written; one address
     */
    public static Optional<SenderAddress> of(String from, SenderEvidence evidence) {
        return SenderAddress.of(from)
                .filter(address -> evidence.authenticDomain()
                        .filter(domain -> domain.value().equals(address.domain()))
                        .isPresent());
    }

    /**
     * The address in {@code From} of mail that was made or submitted here, if it is that of whoever did.
     *
     * @param submitter the inbox that wrote over the API, or the user who logged in
     */
    public static Optional<SenderAddress> ofSubmitter(String from, String submitter) {
        return SenderAddress.of(from)
                .filter(address ->
                        SenderAddress.of(submitter).filter(address::equals).isPresent());
    }
}
