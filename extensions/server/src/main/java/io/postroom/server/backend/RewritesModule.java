package io.postroom.server.backend;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import org.apache.james.rrt.api.AliasReverseResolver;
import org.apache.james.rrt.api.CanSendFrom;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.cassandra.CassandraMappingsSourcesDAO;
import org.apache.james.rrt.cassandra.CassandraRRTModule;
import org.apache.james.rrt.cassandra.CassandraRecipientRewriteTable;
import org.apache.james.rrt.cassandra.CassandraRecipientRewriteTableDAO;
import org.apache.james.rrt.lib.AliasReverseResolverImpl;
import org.apache.james.rrt.lib.CanSendFromImpl;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/** Aliases, groups and forwards. */
public final class RewritesModule extends AbstractModule {
    @Override
    protected void configure() {
        Declarations declare = new Declarations(binder());
        declare.tables(CassandraRRTModule.MODULE);
        declare.singletons(
                AliasReverseResolverImpl.class,
                CanSendFromImpl.class,
                CassandraMappingsSourcesDAO.class,
                CassandraRecipientRewriteTable.class,
                CassandraRecipientRewriteTableDAO.class);
        bind(AliasReverseResolver.class).to(AliasReverseResolverImpl.class);
        bind(CanSendFrom.class).to(CanSendFromImpl.class);
        bind(RecipientRewriteTable.class).to(CassandraRecipientRewriteTable.class);
    }

    @ProvidesIntoSet
    InitializationOperation configureRewrites(ConfigurationProvider files, CassandraRecipientRewriteTable rewrites) {
        return InitilizationOperationBuilder.forClass(CassandraRecipientRewriteTable.class)
                .init(() -> rewrites.configure(files.getConfiguration("recipientrewritetable")));
    }
}
