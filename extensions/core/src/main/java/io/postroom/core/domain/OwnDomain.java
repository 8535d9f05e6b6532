package io.postroom.core.domain;

import io.postroom.core.account.MailDomain;
import java.util.List;
import java.util.Optional;

/**
 * The installation's own domain, open to every organisation: the key that signs its mail, and what its operator is to publish. It takes
 * mail and sends whether or not DNS says so.
 *
 * <p>Thread-safe; blocks. An unreachable store or DNS shows as an {@link java.io.UncheckedIOException}.
 */
public final class OwnDomain {
    /** Whoever has the machine may have other hosts for its mail. */
    private static final DomainOptions OPTIONS = new DomainOptions(true, false, true, Optional.empty());

    private final MailDomain name;
    private final SigningKeyStore store;
    private final SigningKeys keys;
    private final DomainVerification verification;

    public OwnDomain(MailDomain name, SigningKeyStore store, SigningKeys keys, DomainVerification verification) {
        this.name = name;
        this.store = store;
        this.keys = keys;
        this.verification = verification;
    }

    public MailDomain name() {
        return name;
    }

    /** Its key, which is made now if there is none. Of those who make one at the same time, the first to write it wins. */
    public SigningKey key() {
        return store.find(name).orElseGet(() -> store.keepFirst(name, keys.make()));
    }

    /** Forgets the key: one that others know, or that was sealed with a master key that is lost. The next one has another selector. */
    public void forgetKey() {
        store.delete(name);
    }

    /** The records to publish, with what DNS says of them now. */
    public List<VerificationRecord> ask() {
        return verification.ask(name, key(), OPTIONS);
    }

    /** The records to publish as a zone file; does not ask DNS. */
    public String zoneFile() {
        return ZoneFile.of(name, verification.recordsOf(name, key(), OPTIONS));
    }
}
