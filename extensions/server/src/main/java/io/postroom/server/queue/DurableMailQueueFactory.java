package io.postroom.server.queue;

import javax.inject.Inject;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.jms.JMSMailQueueFactory;

/** Gives James its queues ({@code spool}, {@code outgoing}) on the {@link DurableBroker}. */
public final class DurableMailQueueFactory extends JMSMailQueueFactory {
    private final MailQueueItemDecoratorFactory decorators;
    private final MetricFactory metrics;
    private final GaugeRegistry gauges;

    @Inject
    DurableMailQueueFactory(
            DurableBroker broker,
            MailQueueItemDecoratorFactory decorators,
            MetricFactory metrics,
            GaugeRegistry gauges) {
        super(broker.connections(), decorators, metrics, gauges);
        this.decorators = decorators;
        this.metrics = metrics;
        this.gauges = gauges;
        setUseJMX(false);
        init();
    }

    @Override
    protected ManageableMailQueue createCacheableMailQueue(MailQueueName name) {
        return new DurableMailQueue(connectionFactory, decorators, name, metrics, gauges);
    }
}
