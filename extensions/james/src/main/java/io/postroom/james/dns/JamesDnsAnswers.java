package io.postroom.james.dns;

import io.postroom.core.domain.DnsAnswers;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.inject.Inject;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.DNSServiceMBean;
import org.apache.james.dnsservice.api.TemporaryResolutionException;

/**
 * Asks James' resolver. Thread-safe.
 *
 * <p>Names are asked for with a dot at the end, so that no search path of the system is tried. James falls back from a missing MX to the
 * host of that name (RFC 5321 §5.1), which counts as missing here; and it takes a server that fails for one without texts, so where there
 * are none it is asked for something whose failure it tells.
 */
public final class JamesDnsAnswers implements DnsAnswers {
    private final DNSService dns;

    @Inject
    public JamesDnsAnswers(DNSService dns) {
        this.dns = dns;
    }

    @Override
    public List<String> texts(String name) {
        forgetOldAnswers();
        Collection<String> records = dns.findTXTRecords(name + ".");
        if (records.isEmpty()) {
            hostsFor(name);
        }
        return records.stream().map(TextRecord::decode).toList();
    }

    @Override
    public List<String> mailHosts(String name) {
        forgetOldAnswers();
        return hostsFor(name).stream().map(JamesDnsAnswers::withoutDot).toList();
    }

    private Collection<String> hostsFor(String name) {
        try {
            return dns.findMXRecords(name + ".");
        } catch (TemporaryResolutionException e) {
            throw new UncheckedIOException("DNS does not answer for " + name, e);
        }
    }

    /** An owner who has just mended a record is not to wait until its old life is over. */
    private void forgetOldAnswers() {
        if (dns instanceof DNSServiceMBean caching) {
            caching.clearCache();
        }
    }

    private static String withoutDot(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
