package io.postroom.server.queue;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.broker.region.Queue;
import org.apache.activemq.broker.region.RegionBroker;
import org.apache.activemq.util.DefaultIOExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the broker going when its files cannot be written, on a full disk for one: the command that met it fails, and what a queue has in
 * memory is read anew from its files once they can be written again. By itself the broker would end, and not come back.
 *
 * <p>Owns a thread that looks after the queues; {@link #stop} ends it.
 */
final class StoreRecovery extends DefaultIOExceptionHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(StoreRecovery.class);
    private static final int LOOK_EVERY_SECONDS = 5;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(look -> {
        Thread thread = new Thread(look, "queue-recovery");
        thread.setDaemon(true);
        return thread;
    });

    StoreRecovery() {
        setIgnoreAllErrors(true);
    }

    void start() {
        timer.scheduleWithFixedDelay(this::resetQueues, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void stop() {
        timer.shutdownNow();
    }

    private void resetQueues() {
        try {
            List<Queue> outOfStep =
                    queues().stream().filter(Queue::isResetNeeded).toList();
            if (!outOfStep.isEmpty()) {
                allowIOResumption();
                broker.getPersistenceAdapter().checkpoint(true); // fails while nothing can be written
                outOfStep.forEach(queue -> queue.clearPendingMessages(0));
                LOGGER.warn("The files of the queue can be written again");
            }
        } catch (Exception e) { // what ActiveMQ declares
            LOGGER.debug("The files of the queue cannot be written", e);
        }
    }

    private List<Queue> queues() throws Exception {
        return ((RegionBroker) broker.getRegionBroker())
                .getDestinationMap().values().stream()
                        .filter(Queue.class::isInstance)
                        .map(Queue.class::cast)
                        .toList();
    }
}
