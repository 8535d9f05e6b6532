package io.postroom.server.launch;

import io.postroom.james.setting.Settings;
import io.postroom.server.profile.Profile;
import io.postroom.server.wire.ServerTls;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hands the settings to James' configuration files, which read them as <code>${sys:postroom.…}</code>.
 *
 * <p>So the files in {@code conf/} are what runs: no copy with other values is written anywhere (docs/adr/0003).
 */
final class JamesProperties {
    private static final String PREFIX = "postroom.";
    private static final Pattern DELAY = Pattern.compile("(?:(\\d{1,3})\\s*\\*)?\\s*\\d{1,6}\\s*(?:s|min|h|d)");

    private JamesProperties() {}

    static void publish(
            Settings settings, Ports ports, Profile profile, JmapKeystore keystore, Optional<ServerTls> tls) {
        settings.all().forEach((key, value) -> set(key, value));
        Map.of(
                        "port.api", ports.api(),
                        "port.webadmin", ports.webAdmin(),
                        "port.smtp", ports.smtp(),
                        "port.submission", ports.submission(),
                        "port.imap", ports.imap(),
                        "port.jmap", ports.jmap())
                .forEach((key, port) -> set(key, Integer.toString(port)));
        publish(settings, ports, tls);
        // James counts in KiB and knows no MiB
        set("mail.max-message-size", settings.octets("mail.max-message-size") / 1024 + "K");
        set("outbound.retries", Integer.toString(retries(settings.text("outbound.retry-delays"))));
        set(
                "outbound.reply-timeout",
                Long.toString(settings.duration("outbound.reply-timeout").toMillis()));
        set("mail.repositories", profile.mailRepositories());
        set("jmap.keystore", keystore.location());
        set("jmap.keystore-secret", keystore.secret());
        // what stands between mail and what only looks like mail is no matter of choice
        System.setProperty("james.prevent.smtp.smuggling", "true");
        // failing is ours to report; James would end the process in its own words
        System.setProperty("james.exit.on.startup.error", "false");
        System.setProperty("james.fail.on.missing.configuration", "false");
    }

    private static void publish(Settings settings, Ports ports, Optional<ServerTls> tls) {
        set("tls.on", Boolean.toString(tls.isPresent()));
        boolean wanted = settings.bool("tls.required-for-passwords"); // read in any case: a wrong value is refused
        set("tls.before-passwords", Boolean.toString(tls.isPresent() && wanted));
        tls.ifPresent(files -> {
            set("tls.certificate", files.location());
            set("tls.private-key", files.keyLocation());
        });
        ports.withTls().ifPresent(numbers -> {
            set("port.submissions", Integer.toString(numbers.submissions()));
            set("port.imaps", Integer.toString(numbers.imaps()));
        });
    }

    /** How many attempts a list such as {@code 3*1min, 1h} stands for. */
    private static int retries(String delays) {
        int retries = 0;
        for (String delay : delays.split(",", -1)) {
            Matcher form = DELAY.matcher(delay.strip());
            if (!form.matches()) {
                throw new StartRefusedException("The setting outbound.retry-delays has '" + delay.strip()
                        + "', but must have delays such as 3*1min, with commas between them.");
            }
            retries += form.group(1) == null ? 1 : Integer.parseInt(form.group(1));
        }
        return retries;
    }

    private static void set(String key, String value) {
        System.setProperty(PREFIX + key, value);
    }
}
