package io.postroom.server.backend;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import java.util.Set;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.backends.cassandra.init.CassandraZonedDateTimeModule;
import org.apache.james.backends.cassandra.init.configuration.CassandraConfiguration;
import org.apache.james.backends.cassandra.utils.CassandraHealthCheck;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionDAO;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionManager;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionModule;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.mailbox.store.BatchSizes;

/** The one connection to Cassandra, with James' tables created behind it before anything else sees it. */
public final class SessionModule extends AbstractModule {
    @Override
    protected void configure() {
        Declarations declare = new Declarations(binder());
        declare.tables(CassandraZonedDateTimeModule.MODULE, CassandraSchemaVersionModule.MODULE);
        declare.singletons(
                CassandraSchemaVersionManager.class, CassandraSchemaVersionDAO.class, CassandraConnection.class);
        Multibinder.newSetBinder(binder(), HealthCheck.class).addBinding().to(CassandraHealthCheck.class);
    }

    @Provides
    @Singleton
    CassandraModule schema(Set<CassandraModule> tables) {
        return CassandraModule.aggregateModules(tables);
    }

    @Provides
    @Singleton
    CqlSession session(CassandraConnection connection) {
        return connection.session();
    }

    /**
     * A lone node shows every acknowledged write to every plain read, so reads need not pay for a Paxos round; the
     * conditional writes stay.
     *
     * <p>A mailbox's counters are not recounted by chance when someone reads them: that takes mail which is delivered at the same moment for
     * an error, and leaves the mailbox one message short. {@code MailboxComparison} recounts what a crash left behind.
     */
    @Provides
    @Singleton
    CassandraConfiguration tuning() {
        return CassandraConfiguration.builder()
                .mailboxReadStrongConsistency(false)
                .messageReadStrongConsistency(false)
                .mailboxCountersReadRepairMax(0f)
                .mailboxCountersReadRepairChanceOneHundred(0f)
                .build();
    }

    @Provides
    @Singleton
    BatchSizes batchSizes() {
        return BatchSizes.defaultValues();
    }
}
