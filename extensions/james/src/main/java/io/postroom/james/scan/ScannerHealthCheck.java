package io.postroom.james.scan;

import io.postroom.core.scan.GuardedScanner;
import java.util.function.Supplier;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Says in WebAdmin's {@code /healthcheck} whether a scanner answered when it was asked last; one that is off is well. Asks nobody itself. */
public final class ScannerHealthCheck implements HealthCheck {
    private final ComponentName component;
    private final Supplier<GuardedScanner.State> state;

    /** @param component as the operator reads it */
    public ScannerHealthCheck(String component, GuardedScanner scanner) {
        this.component = new ComponentName(component);
        this.state = scanner::state;
    }

    @Override
    public ComponentName componentName() {
        return component;
    }

    @Override
    public Publisher<Result> check() {
        return Mono.fromSupplier(() -> state.get()
                .trouble()
                .map(why -> Result.degraded(component, "mail goes on without it: " + why))
                .orElseGet(() -> Result.healthy(component)));
    }
}
