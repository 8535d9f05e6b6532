package io.postroom.server.e2e;

import io.postroom.testkit.dns.LocalDns;

/** A sender on loopback whose mail passes SPF, DKIM and DMARC. */
final class ProvenSender {
    private static final String DOMAIN = Letter.SENDER.substring(Letter.SENDER.indexOf('@') + 1);

    private final SignedLetter signer = new SignedLetter();
    private final String body;

    /** @param body of all its letters */
    ProvenSender(String body) {
        this.body = body;
    }

    /** Tells {@code dns} what its domain says of itself. */
    void publish(LocalDns dns) {
        dns.load(DOMAIN + ". 300 IN TXT \"v=spf1 ip4:127.0.0.0/8 -all\"\n_dmarc." + DOMAIN
                + ". 300 IN TXT \"v=DMARC1; p=reject\"\n" + signer.record(DOMAIN));
    }

    /** A new letter, signed. */
    byte[] letter(String recipient) {
        return signer.sign(DOMAIN, Letter.to(recipient).text(body));
    }
}
