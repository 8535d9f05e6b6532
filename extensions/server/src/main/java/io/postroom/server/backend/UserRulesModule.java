package io.postroom.server.backend;

import com.google.inject.AbstractModule;
import org.apache.james.DefaultVacationService;
import org.apache.james.dlp.api.DLPConfigurationStore;
import org.apache.james.dlp.eventsourcing.EventSourcingDLPConfigurationStore;
import org.apache.james.dlp.eventsourcing.cassandra.DLPConfigurationModules;
import org.apache.james.sieve.cassandra.CassandraSieveRepository;
import org.apache.james.sieve.cassandra.CassandraSieveRepositoryModule;
import org.apache.james.sieverepository.api.SieveQuotaRepository;
import org.apache.james.sieverepository.api.SieveRepository;
import org.apache.james.vacation.api.NotificationRegistry;
import org.apache.james.vacation.api.VacationRepository;
import org.apache.james.vacation.api.VacationService;
import org.apache.james.vacation.cassandra.CassandraNotificationRegistry;
import org.apache.james.vacation.cassandra.CassandraNotificationRegistryModule;
import org.apache.james.vacation.cassandra.CassandraVacationModule;
import org.apache.james.vacation.cassandra.CassandraVacationRepository;

/** What people set up for their own mail with James' other features: Sieve scripts, vacation answers, data-loss rules. */
public final class UserRulesModule extends AbstractModule {
    @Override
    protected void configure() {
        Declarations declare = new Declarations(binder());
        declare.tables(
                CassandraSieveRepositoryModule.MODULE,
                CassandraVacationModule.MODULE,
                CassandraNotificationRegistryModule.MODULE);
        declare.singletons(
                CassandraNotificationRegistry.class,
                CassandraSieveRepository.class,
                CassandraVacationRepository.class,
                DefaultVacationService.class,
                EventSourcingDLPConfigurationStore.class);
        declare.storedEvents(
                DLPConfigurationModules.DLP_CONFIGURATION_STORE, DLPConfigurationModules.DLP_CONFIGURATION_CLEAR);
        bind(SieveRepository.class).to(CassandraSieveRepository.class);
        bind(SieveQuotaRepository.class).to(CassandraSieveRepository.class);
        bind(VacationService.class).to(DefaultVacationService.class);
        bind(VacationRepository.class).to(CassandraVacationRepository.class);
        bind(NotificationRegistry.class).to(CassandraNotificationRegistry.class);
        bind(DLPConfigurationStore.class).to(EventSourcingDLPConfigurationStore.class);
    }
}
