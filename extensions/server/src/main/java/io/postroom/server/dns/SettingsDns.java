package io.postroom.server.dns;

import io.postroom.james.setting.Settings;
import io.postroom.james.trust.JamesResolver;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.dnsservice.dnsjava.DNSJavaService;
import org.apache.james.metrics.api.MetricFactory;
import org.xbill.DNS.Cache;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

/**
 * James' DNS service, which asks the servers named in the settings where any are named: James' own configuration knows no ports. SPF and
 * DKIM checks ask the same ones. Thread-safe.
 */
public final class SettingsDns extends DNSJavaService implements JamesResolver {
    private static final int ATTEMPTS = 2; // of each server
    private static final int PARTS = 5;
    private static final int PARTS_OF_ATTEMPT = 2;

    private final List<InetSocketAddress> servers;
    private final Duration timeLimit;

    @Inject
    public SettingsDns(MetricFactory metrics, Settings settings) {
        super(metrics);
        this.servers = DnsServers.parse(settings.text("dns.servers"));
        this.timeLimit = settings.duration("dns.time-limit");
    }

    @Override
    public void init() throws Exception { // James declares it so
        super.init();
        if (!servers.isEmpty()) {
            ExtendedResolver named = new ExtendedResolver(
                    servers.stream().<Resolver>map(SimpleResolver::new).toList());
            resolver = named;
            Lookup.setDefaultResolver(named);
        }
        if (resolver instanceof ExtendedResolver several) {
            limit(several);
        }
    }

    /** One attempt ends early enough for a second one, at the next server if there are several; none begins that could not end in time. */
    private void limit(ExtendedResolver several) {
        Duration attempt = timeLimit.multipliedBy(PARTS_OF_ATTEMPT).dividedBy(PARTS);
        for (Resolver server : several.getResolvers()) {
            server.setTimeout(attempt);
        }
        several.setRetries(ATTEMPTS);
        several.setTimeout(timeLimit.minus(attempt));
    }

    @Override
    public Optional<Resolver> resolver() {
        return Optional.ofNullable(resolver);
    }

    @Override
    public Optional<Cache> cache() {
        return Optional.ofNullable(cache);
    }

    @Override
    public String[] getDNSServers() {
        return servers.isEmpty()
                ? super.getDNSServers()
                : servers.stream().map(InetSocketAddress::toString).toArray(String[]::new);
    }
}
