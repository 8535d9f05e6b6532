package io.postroom.james.trust;

import java.util.Optional;
import javax.inject.Inject;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Resolver;

/** In a James that is not ours: what its DNS service has made the standard of dnsjava ({@code setAsDNSJavaDefault} in {@code dnsservice.xml}). Thread-safe. */
public final class StandardResolver implements JamesResolver {
    @Inject
    public StandardResolver() {}

    @Override
    public Optional<Resolver> resolver() {
        return Optional.of(Lookup.getDefaultResolver());
    }

    @Override
    public Optional<Cache> cache() {
        return Optional.of(Lookup.getDefaultCache(DClass.IN));
    }
}
