package io.postroom.james.scan;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.scan.GuardedScanner;
import io.postroom.core.scan.Scanner;
import io.postroom.core.scan.Scanners;
import io.postroom.james.setting.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The scanners that the settings name. */
public final class ScanModule extends AbstractModule {
    private static final String SPAM = "trust.spam-scanner";
    private static final String VIRUSES = "trust.virus-scanner";

    @Provides
    @Singleton
    Scanners scanners(Settings settings, Clock clock) {
        Duration limit = settings.duration("trust.scan-time-limit");
        Deadlines deadlines = new Deadlines();
        Optional<Scanner> spam = at(settings, SPAM, address -> address.ofSpam(limit, deadlines));
        Optional<Scanner> viruses = at(settings, VIRUSES, address -> address.ofViruses(limit, deadlines));
        return new Scanners(
                new GuardedScanner("spam scanner", spam, settings.octets("trust.spam-scanner-size-limit"), clock),
                new GuardedScanner("virus scanner", viruses, settings.octets("trust.virus-scanner-size-limit"), clock));
    }

    private static Optional<Scanner> at(Settings settings, String setting, Function<ScannerAddress, Scanner> scanner) {
        return Optional.of(settings.text(setting))
                .filter(text -> !text.isEmpty())
                .map(text -> scanner.apply(ScannerAddress.parse(setting, text)));
    }
}
