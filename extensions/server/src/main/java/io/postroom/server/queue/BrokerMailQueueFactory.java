package io.postroom.server.queue;

import javax.inject.Inject;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.jms.JMSMailQueueFactory;

/** Gives James its queues ({@code spool}, {@code outgoing}) on the {@link QueueBroker}. */
public final class BrokerMailQueueFactory extends JMSMailQueueFactory {
    private final QueueBroker broker;
    private final MailQueueItemDecoratorFactory decorators;
    private final MetricFactory metrics;
    private final GaugeRegistry gauges;

    @Inject
    BrokerMailQueueFactory(
            QueueBroker broker, MailQueueItemDecoratorFactory decorators, MetricFactory metrics, GaugeRegistry gauges) {
        super(broker.connections(), decorators, metrics, gauges);
        this.broker = broker;
        this.decorators = decorators;
        this.metrics = metrics;
        this.gauges = gauges;
        setUseJMX(false);
        init();
    }

    @Override
    protected ManageableMailQueue createCacheableMailQueue(MailQueueName name) {
        return new BrokerMailQueue(broker, decorators, name, metrics, gauges);
    }
}
