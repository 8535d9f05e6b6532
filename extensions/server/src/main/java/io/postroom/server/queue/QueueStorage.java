package io.postroom.server.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.activemq.store.kahadb.disk.journal.Journal.JournalDiskSyncStrategy;
import org.apache.activemq.usage.SystemUsage;

/** Where the queue keeps its mails. */
public sealed interface QueueStorage {
    /** Tells {@code broker}, before it starts, where to keep its mails. */
    void apply(BrokerService broker) throws IOException;

    /** Where the bodies of large mails go, or empty if every mail is one record of the broker. */
    Optional<BodyFiles> bodies();

    /** Kept through any end of the process or the machine. */
    record OnDisk(Path directory) implements QueueStorage {
        private static final int DISK_PERCENT = 95;
        private static final int DISK_CHECK_MILLIS = 5_000;

        @Override
        public void apply(BrokerService broker) throws IOException {
            KahaDBPersistenceAdapter journal = new KahaDBPersistenceAdapter();
            journal.setDirectory(directory.resolve("journal").toFile());
            // one fsync for the mails that wait for it together, before any of them is acknowledged
            journal.setJournalDiskSyncStrategy(JournalDiskSyncStrategy.ALWAYS.name());
            journal.setConcurrentStoreAndDispatchQueues(false);
            journal.setCheckForCorruptJournalFiles(true);
            journal.setChecksumJournalFiles(true);
            broker.setPersistent(true);
            broker.setDataDirectoryFile(directory.toFile());
            broker.setPersistenceAdapter(journal);
            SystemUsage usage = broker.getSystemUsage();
            usage.getStoreUsage().setPercentLimit(DISK_PERCENT);
            usage.setSendFailIfNoSpace(true); // SMTP answers 451; waiting would hold the connection for ever
            broker.setSchedulePeriodForDiskUsageCheck(DISK_CHECK_MILLIS);
        }

        @Override
        public Optional<BodyFiles> bodies() {
            return Optional.of(new BodyFiles(directory.resolve("bodies")));
        }
    }

    /** Gone with the process. */
    record InMemory() implements QueueStorage {
        @Override
        public void apply(BrokerService broker) {
            broker.setPersistent(false);
        }

        @Override
        public Optional<BodyFiles> bodies() {
            return Optional.empty();
        }
    }
}
