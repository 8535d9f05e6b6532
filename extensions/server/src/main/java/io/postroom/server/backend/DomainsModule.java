package io.postroom.server.backend;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.cassandra.CassandraDomainList;
import org.apache.james.domainlist.cassandra.CassandraDomainListModule;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/** The domains this server takes mail for. */
public final class DomainsModule extends AbstractModule {
    @Override
    protected void configure() {
        Declarations declare = new Declarations(binder());
        declare.tables(CassandraDomainListModule.MODULE);
        declare.singletons(CassandraDomainList.class);
        bind(DomainList.class).to(CassandraDomainList.class);
    }

    @ProvidesIntoSet
    InitializationOperation configureDomains(DomainListConfiguration configuration, CassandraDomainList domains) {
        return InitilizationOperationBuilder.forClass(CassandraDomainList.class)
                .init(() -> domains.configure(configuration));
    }
}
