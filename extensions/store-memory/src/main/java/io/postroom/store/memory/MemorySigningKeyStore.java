package io.postroom.store.memory;

import io.postroom.core.account.MailDomain;
import io.postroom.core.domain.SigningKey;
import io.postroom.core.domain.SigningKeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys of the installation's own domains in a map. Thread-safe. */
public final class MemorySigningKeyStore implements SigningKeyStore {
    private final Map<MailDomain, SigningKey> keys = new ConcurrentHashMap<>();

    @Override
    public SigningKey keepFirst(MailDomain domain, SigningKey key) {
        SigningKey first = keys.putIfAbsent(domain, key);
        return first == null ? key : first;
    }

    @Override
    public Optional<SigningKey> find(MailDomain domain) {
        return Optional.ofNullable(keys.get(domain));
    }

    @Override
    public void delete(MailDomain domain) {
        keys.remove(domain);
    }
}
