package io.postroom.server.queue;

import java.util.List;
import java.util.Optional;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.jms.ConnectionFactory;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQPrefetchPolicy;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.plugin.StatisticsBrokerPlugin;

/**
 * The broker of the mail queue, reachable from inside this process only.
 *
 * <p>It takes the place of James' own embedded broker, which differs in ways that lose mail: it writes bodies without forcing
 * them to disk, gives a mail up after six rollbacks, and when the disk is full it waits without end, or ends itself.
 */
public final class QueueBroker {
    /** Up to here a mail is one record of the journal and costs one fsync; a body in a file of its own costs three. */
    private static final long INLINE_OCTETS = 64 * 1024;

    private static final String NAME = "postroom";
    private static final long MEMORY_OCTETS = 64L << 20;
    private static final int PAGE = 1_000;

    private final QueueStorage storage;
    private final StoreRecovery recovery = new StoreRecovery();
    private final BrokerService broker;
    private final ActiveMQConnectionFactory connections;
    private final long inlineOctets;

    @Inject
    QueueBroker(QueueStorage storage) {
        this.storage = storage;
        Optional<BodyFiles> bodies = storage.bodies();
        try {
            broker = configure(storage, recovery);
            broker.start();
            broker.waitUntilStarted();
            recovery.start();
        } catch (Exception e) { // what BrokerService declares
            throw new IllegalStateException("the mail queue cannot be opened: " + storage, e);
        }
        connections = configureConnections();
        bodies.ifPresent(files -> connections.setBlobTransferPolicy(new BodyTransferPolicy(files)));
        inlineOctets = bodies.isPresent() ? INLINE_OCTETS : Long.MAX_VALUE;
    }

    /** Makes connections to this broker; each call of theirs to send returns once the mail is where the storage keeps it. */
    ConnectionFactory connections() {
        return connections;
    }

    /** Whether a mail may be taken that nobody has accepted yet. */
    boolean hasRoom() {
        return storage.hasRoom();
    }

    /** Up to how many octets a mail is one record of the broker; the body of a larger one is a file of its own. */
    long inlineOctets() {
        return inlineOctets;
    }

    @PreDestroy
    void stop() throws Exception {
        recovery.stop();
        broker.stop();
        broker.waitUntilStopped();
    }

    private static BrokerService configure(QueueStorage storage, StoreRecovery recovery) throws Exception {
        BrokerService broker = new BrokerService();
        broker.setBrokerName(NAME);
        broker.setBrokerId(NAME);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setSchedulerSupport(false);
        broker.setAdvisorySupport(false);
        broker.setPlugins(new BrokerPlugin[] {new StatisticsBrokerPlugin()}); // James asks it for the size of a queue
        broker.setDestinationPolicy(queuePolicy());
        broker.setIoExceptionHandler(recovery);
        storage.apply(broker);
        broker.getSystemUsage()
                .getMemoryUsage()
                .setLimit(MEMORY_OCTETS); // not before: it makes a store if there is none
        return broker;
    }

    private static PolicyMap queuePolicy() {
        PolicyEntry everyQueue = new PolicyEntry();
        everyQueue.setQueue(">");
        everyQueue.setProducerFlowControl(false); // the cursor bounds memory; a sender must not wait for readers
        everyQueue.setMaxPageSize(PAGE); // mails that wait for their next attempt must not hide those behind them
        PolicyMap policy = new PolicyMap();
        policy.setPolicyEntries(List.of(everyQueue));
        return policy;
    }

    private static ActiveMQConnectionFactory configureConnections() {
        ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://" + NAME + "?create=false");
        connections.setTrustAllPackages(false);
        connections.setWatchTopicAdvisories(false);
        connections.setAlwaysSyncSend(true);
        ActiveMQPrefetchPolicy oneByOne = new ActiveMQPrefetchPolicy();
        oneByOne.setQueuePrefetch(0);
        connections.setPrefetchPolicy(oneByOne);
        RedeliveryPolicy forEver = new RedeliveryPolicy();
        forEver.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        connections.setRedeliveryPolicy(forEver);
        return connections;
    }
}
