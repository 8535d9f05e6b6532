package io.postroom.server.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.store.kahadb.disk.journal.Journal.JournalDiskSyncStrategy;
import org.apache.activemq.usage.SystemUsage;

/** Where the queue keeps its mails. */
public sealed interface QueueStorage {
    /** Tells {@code broker}, before it starts, where to keep its mails. */
    void apply(BrokerService broker) throws IOException;

    /** Whether there is room for a mail that nobody has accepted yet; those that were accepted may use what is left. */
    boolean hasRoom();

    /** Where the bodies of large mails go, or empty if every mail is one record of the broker. */
    Optional<BodyFiles> bodies();

    /**
     * Kept through any end of the process or the machine.
     *
     * @param reserveOctets how much of the disk is kept free of new mail
     */
    record OnDisk(Path directory, long reserveOctets) implements QueueStorage {
        private static final int DISK_PERCENT = 95;
        private static final int DISK_CHECK_MILLIS = 5_000;
        private static final int WORTH_GROWING_OCTETS = 1 << 20;

        @Override
        public void apply(BrokerService broker) throws IOException {
            Journal journal = new Journal();
            journal.setDirectory(directory.resolve("journal").toFile());
            // one fsync for the mails that wait for it together, before any of them is acknowledged
            journal.setJournalDiskSyncStrategy(JournalDiskSyncStrategy.ALWAYS.name());
            journal.setConcurrentStoreAndDispatchQueues(false);
            journal.setCheckForCorruptJournalFiles(true);
            journal.setChecksumJournalFiles(true);
            // what a power cut or a full disk left of the last write was never acknowledged, and must not keep the
            // queue shut
            journal.setIgnoreMissingJournalfiles(true);
            broker.setPersistent(true);
            broker.setDataDirectoryFile(directory.toFile());
            broker.setPersistenceAdapter(journal);
            SystemUsage usage = broker.getSystemUsage();
            usage.getStoreUsage().setPercentLimit(DISK_PERCENT);
            usage.setSendFailIfNoSpace(true); // SMTP answers 451; waiting would hold the connection for ever
            broker.setSchedulePeriodForDiskUsageCheck(DISK_CHECK_MILLIS);
            broker.setDiskUsageCheckRegrowThreshold(WORTH_GROWING_OCTETS); // else a disk that was full once stays full
        }

        @Override
        public boolean hasRoom() {
            return directory.toFile().getUsableSpace() > reserveOctets;
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
        public boolean hasRoom() {
            return true;
        }

        @Override
        public Optional<BodyFiles> bodies() {
            return Optional.empty();
        }
    }
}
