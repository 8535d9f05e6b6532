package io.postroom.server.backend;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.ProvidesIntoSet;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.adapter.mailbox.DelegationStoreAuthorizator;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.user.api.DelegationStore;
import org.apache.james.user.api.DelegationUsernameChangeTaskStep;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.cassandra.CassandraDelegationStore;
import org.apache.james.user.cassandra.CassandraRepositoryConfiguration;
import org.apache.james.user.cassandra.CassandraUsersDAO;
import org.apache.james.user.cassandra.CassandraUsersRepositoryModule;
import org.apache.james.user.lib.UsersDAO;
import org.apache.james.user.lib.UsersRepositoryImpl;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/** James users with their passwords, and who may act for whom. */
public final class UsersModule extends AbstractModule {
    private static final String CONFIGURATION = "usersrepository";
    private static final TypeLiteral<UsersRepositoryImpl<CassandraUsersDAO>> USERS = new TypeLiteral<>() {};

    @Override
    protected void configure() {
        Declarations declare = new Declarations(binder());
        declare.tables(CassandraUsersRepositoryModule.MODULE);
        declare.singletons(CassandraUsersDAO.class);
        declare.renameSteps(DelegationUsernameChangeTaskStep.class);
        bind(UsersDAO.class).to(CassandraUsersDAO.class);
        bind(USERS).in(Singleton.class);
        bind(UsersRepository.class).to(USERS);
        bind(DelegationStore.class).to(CassandraDelegationStore.class);
        bind(Authorizator.class).to(DelegationStoreAuthorizator.class);
    }

    @Provides
    @Singleton
    CassandraRepositoryConfiguration passwordHashing(ConfigurationProvider files) throws ConfigurationException {
        return CassandraRepositoryConfiguration.from(files.getConfiguration(CONFIGURATION));
    }

    @ProvidesIntoSet
    InitializationOperation configureUsers(ConfigurationProvider files, UsersRepositoryImpl<CassandraUsersDAO> users) {
        return InitilizationOperationBuilder.forClass(UsersRepositoryImpl.class)
                .init(() -> users.configure(files.getConfiguration(CONFIGURATION)));
    }
}
