package io.postroom.server.queue;

import java.util.List;
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
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.activemq.store.kahadb.disk.journal.Journal.JournalDiskSyncStrategy;
import org.apache.activemq.usage.SystemUsage;

/**
 * The broker of the mail queue, reachable from inside this process only.
 *
 * <p>It takes the place of James' own embedded broker, which differs in three ways that lose mail: it writes bodies without
 * forcing them to disk, gives a mail up after six rollbacks, and waits without end when the disk is full.
 */
public final class DurableBroker {
    private static final String NAME = "postroom";
    private static final long MEMORY_OCTETS = 64L << 20;
    private static final int DISK_PERCENT = 95;
    private static final int PAGE = 1_000;
    private static final int DISK_CHECK_MILLIS = 5_000;

    private final BrokerService broker;
    private final ActiveMQConnectionFactory connections;

    @Inject
    DurableBroker(QueueDirectory directory) {
        try {
            broker = configure(directory);
            broker.start();
            broker.waitUntilStarted();
        } catch (Exception e) { // what BrokerService declares
            throw new IllegalStateException("the mail queue in " + directory.path() + " cannot be opened", e);
        }
        connections = connections(directory);
    }

    /** Makes connections to this broker; each call of theirs to send returns once the mail is on disk. */
    ConnectionFactory connections() {
        return connections;
    }

    @PreDestroy
    void stop() throws Exception {
        broker.stop();
        broker.waitUntilStopped();
    }

    private static BrokerService configure(QueueDirectory directory) throws Exception {
        BrokerService broker = new BrokerService();
        broker.setBrokerName(NAME);
        broker.setBrokerId(NAME);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setSchedulerSupport(false);
        broker.setAdvisorySupport(false);
        broker.setPersistent(true);
        broker.setDataDirectoryFile(directory.path().toFile());
        broker.setPersistenceAdapter(journal(directory));
        broker.setPlugins(new BrokerPlugin[] {new StatisticsBrokerPlugin()}); // James asks it for the size of a queue
        broker.setDestinationPolicy(queuePolicy());
        limit(broker);
        return broker;
    }

    private static KahaDBPersistenceAdapter journal(QueueDirectory directory) {
        KahaDBPersistenceAdapter journal = new KahaDBPersistenceAdapter();
        journal.setDirectory(directory.journal().toFile());
        // one fsync for the mails that wait for it together, before any of them is acknowledged
        journal.setJournalDiskSyncStrategy(JournalDiskSyncStrategy.ALWAYS.name());
        journal.setConcurrentStoreAndDispatchQueues(false);
        journal.setCheckForCorruptJournalFiles(true);
        journal.setChecksumJournalFiles(true);
        return journal;
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

    private static void limit(BrokerService broker) {
        SystemUsage usage = broker.getSystemUsage();
        usage.getMemoryUsage().setLimit(MEMORY_OCTETS);
        usage.getStoreUsage().setPercentLimit(DISK_PERCENT);
        usage.setSendFailIfNoSpace(true); // SMTP answers 451; waiting would hold the connection for ever
        broker.setSchedulePeriodForDiskUsageCheck(DISK_CHECK_MILLIS);
    }

    private static ActiveMQConnectionFactory connections(QueueDirectory directory) {
        ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://" + NAME + "?create=false");
        connections.setTrustAllPackages(false);
        connections.setWatchTopicAdvisories(false);
        connections.setAlwaysSyncSend(true);
        connections.setBlobTransferPolicy(new BodyTransferPolicy(new BodyFiles(directory.bodies())));
        ActiveMQPrefetchPolicy oneByOne = new ActiveMQPrefetchPolicy();
        oneByOne.setQueuePrefetch(0);
        connections.setPrefetchPolicy(oneByOne);
        RedeliveryPolicy forEver = new RedeliveryPolicy();
        forEver.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        connections.setRedeliveryPolicy(forEver);
        return connections;
    }
}
