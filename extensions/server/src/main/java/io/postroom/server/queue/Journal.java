package io.postroom.server.queue;

import java.io.IOException;
import org.apache.activemq.command.TransactionId;
import org.apache.activemq.store.TransactionRecoveryListener;
import org.apache.activemq.store.TransactionStore;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's files, whose transactions can be given up without room on the disk.
 *
 * <p>The broker forgets what a transaction did only after the rollback was written down. On a full disk that fails, and the mail whose
 * delivery could not be confirmed would count as taken: in the files, and given to nobody until the next start.
 */
final class Journal extends KahaDBPersistenceAdapter {
    @Override
    public TransactionStore createTransactionStore() throws IOException {
        return new Transactions(super.createTransactionStore());
    }

    private record Transactions(TransactionStore store) implements TransactionStore {
        private static final Logger LOGGER = LoggerFactory.getLogger(Journal.class);

        @Override
        public void prepare(TransactionId transaction) throws IOException {
            store.prepare(transaction);
        }

        @Override
        public void commit(TransactionId transaction, boolean wasPrepared, Runnable before, Runnable after)
                throws IOException {
            store.commit(transaction, wasPrepared, before, after);
        }

        /** Holds without being written down: what was not committed is rolled back at the next start. */
        @Override
        public void rollback(TransactionId transaction) {
            try {
                store.rollback(transaction);
            } catch (IOException | RuntimeException e) {
                LOGGER.debug("The rollback of {} is not written down", transaction, e);
            }
        }

        @Override
        public void recover(TransactionRecoveryListener listener) throws IOException {
            store.recover(listener);
        }

        @Override
        public void start() throws Exception {
            store.start();
        }

        @Override
        public void stop() throws Exception {
            store.stop();
        }
    }
}
