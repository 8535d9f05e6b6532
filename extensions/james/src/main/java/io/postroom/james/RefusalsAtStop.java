package io.postroom.james;

import io.postroom.core.policy.RefusalLog;
import javax.annotation.PreDestroy;
import javax.inject.Inject;

/** Has refusals written that wait for it when the server stops. */
public final class RefusalsAtStop {
    private final RefusalLog log;

    @Inject
    public RefusalsAtStop(RefusalLog log) {
        this.log = log;
    }

    /** Called by James. */
    @PreDestroy
    public void finish() {
        log.close();
    }
}
