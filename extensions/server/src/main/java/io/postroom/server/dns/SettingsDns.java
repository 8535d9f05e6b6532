package io.postroom.server.dns;

import io.postroom.james.setting.Settings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.dnsservice.dnsjava.DNSJavaService;
import org.apache.james.metrics.api.MetricFactory;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

/**
 * James' DNS service, which asks the servers named in the settings where any are named: James' own configuration knows no ports. SPF and
 * DKIM checks ask the same ones. Thread-safe.
 */
public final class SettingsDns extends DNSJavaService {
    /** Clients of the API wait for answers; with the second attempt this is the longest for one server. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int ATTEMPTS = 2;

    private final List<InetSocketAddress> servers;

    @Inject
    public SettingsDns(MetricFactory metrics, Settings settings) {
        super(metrics);
        this.servers = DnsServers.parse(settings.text("dns.servers"));
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
            several.setRetries(ATTEMPTS);
        }
        resolver.setTimeout(PATIENCE);
    }

    @Override
    public String[] getDNSServers() {
        return servers.isEmpty()
                ? super.getDNSServers()
                : servers.stream().map(InetSocketAddress::toString).toArray(String[]::new);
    }
}
