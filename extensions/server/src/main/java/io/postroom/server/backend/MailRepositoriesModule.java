package io.postroom.server.backend;

import com.google.common.collect.ImmutableList;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.mailrepository.api.MailRepositoryFactory;
import org.apache.james.mailrepository.api.MailRepositoryUrlStore;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.cassandra.CassandraMailRepository;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryFactory;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryKeysDAO;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryMailDaoV2;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryModule;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryUrlModule;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryUrlStore;
import org.apache.james.mailrepository.memory.MailRepositoryStoreConfiguration;

/** Where mails go that could not be processed ({@code cassandra://var/mail/error/}). */
public final class MailRepositoriesModule extends AbstractModule {
    @Override
    protected void configure() {
        Declarations declare = new Declarations(binder());
        declare.tables(CassandraMailRepositoryModule.MODULE, CassandraMailRepositoryUrlModule.MODULE);
        declare.singletons(
                CassandraMailRepositoryKeysDAO.class,
                CassandraMailRepositoryMailDaoV2.class,
                CassandraMailRepositoryUrlStore.class);
        bind(MailRepositoryUrlStore.class).to(CassandraMailRepositoryUrlStore.class);
        Multibinder.newSetBinder(binder(), MailRepositoryFactory.class)
                .addBinding()
                .to(CassandraMailRepositoryFactory.class);
    }

    @Provides
    @Singleton
    MailRepositoryStoreConfiguration.Item defaultRepository() {
        return new MailRepositoryStoreConfiguration.Item(
                ImmutableList.of(new Protocol("cassandra")),
                CassandraMailRepository.class.getName(),
                new BaseHierarchicalConfiguration());
    }
}
