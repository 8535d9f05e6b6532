package io.postroom.james.scan;

import io.postroom.core.scan.Scanner;
import io.postroom.james.setting.InvalidSettingException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a scanner is, as a setting has it: {@code http://127.0.0.1:11333}, {@code spamd://127.0.0.1:783}, {@code clamd://127.0.0.1:3310}, or with
 * a socket in the file system {@code clamd:///run/clamav/clamd.ctl}.
 */
final class ScannerAddress {
    private final String setting;
    private final String text;
    private final URI uri;

    private ScannerAddress(String setting, String text, URI uri) {
        this.setting = setting;
        this.text = text;
        this.uri = uri;
    }

    /** @throws InvalidSettingException if {@code text} is no address */
    static ScannerAddress parse(String setting, String text) {
        try {
            return new ScannerAddress(setting, text, URI.create(text));
        } catch (IllegalArgumentException e) {
            throw wrong(setting, text);
        }
    }

    private static InvalidSettingException wrong(String setting, String text) {
        return new InvalidSettingException(
                "The setting " + setting + " is '" + text + "', but must be an address such as http://127.0.0.1:11333,"
                        + " spamd://127.0.0.1:783 or clamd:///run/clamav/clamd.ctl,"
                        + " of the kind that is described with it.");
    }

    private String scheme() {
        return Optional.ofNullable(uri.getScheme()).orElse("");
    }

    /** @throws InvalidSettingException if it is of no scanner that looks for spam */
    Scanner ofSpam(Duration limit, Deadlines deadlines) {
        boolean http = scheme().equals("http") || scheme().equals("https");
        if (http && uri.getHost() != null) {
            return new RspamdScanner(uri, limit);
        }
        if (scheme().equals("spamd")) {
            return new SpamdScanner(new ScannerSocket(text, socket(), limit, deadlines));
        }
        throw wrong(setting, text);
    }

    /** @throws InvalidSettingException if it is of no scanner that looks for viruses */
    Scanner ofViruses(Duration limit, Deadlines deadlines) {
        if (scheme().equals("clamd")) {
            return new ClamdScanner(new ScannerSocket(text, socket(), limit, deadlines));
        }
        throw wrong(setting, text);
    }

    /** Names are looked up for each question: an address can change. */
    private Supplier<SocketAddress> socket() {
        String host = uri.getHost();
        if (host != null && uri.getPort() > 0) {
            return () -> new InetSocketAddress(host, uri.getPort());
        }
        String path = uri.getPath();
        if (uri.getRawAuthority() == null && path != null && path.startsWith("/")) {
            return () -> UnixDomainSocketAddress.of(path);
        }
        throw wrong(setting, text);
    }
}
