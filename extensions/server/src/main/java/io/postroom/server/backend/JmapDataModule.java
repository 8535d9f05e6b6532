package io.postroom.server.backend;

import com.google.inject.AbstractModule;
import com.google.inject.name.Names;
import org.apache.james.jmap.api.access.AccessTokenRepository;
import org.apache.james.jmap.api.change.EmailChangeRepository;
import org.apache.james.jmap.api.change.Limit;
import org.apache.james.jmap.api.change.MailboxChangeRepository;
import org.apache.james.jmap.api.change.State;
import org.apache.james.jmap.api.filtering.FilteringManagement;
import org.apache.james.jmap.api.filtering.impl.EventSourcingFilteringManagement;
import org.apache.james.jmap.api.filtering.impl.FilterUsernameChangeTaskStep;
import org.apache.james.jmap.api.identity.CustomIdentityDAO;
import org.apache.james.jmap.api.projections.EmailQueryView;
import org.apache.james.jmap.api.projections.MessageFastViewProjection;
import org.apache.james.jmap.api.pushsubscription.PushSubscriptionRepository;
import org.apache.james.jmap.api.upload.UploadRepository;
import org.apache.james.jmap.cassandra.access.CassandraAccessModule;
import org.apache.james.jmap.cassandra.access.CassandraAccessTokenRepository;
import org.apache.james.jmap.cassandra.change.CassandraEmailChangeModule;
import org.apache.james.jmap.cassandra.change.CassandraEmailChangeRepository;
import org.apache.james.jmap.cassandra.change.CassandraMailboxChangeModule;
import org.apache.james.jmap.cassandra.change.CassandraMailboxChangeRepository;
import org.apache.james.jmap.cassandra.change.CassandraStateFactory;
import org.apache.james.jmap.cassandra.change.EmailChangeRepositoryDAO;
import org.apache.james.jmap.cassandra.change.MailboxChangeRepositoryDAO;
import org.apache.james.jmap.cassandra.filtering.CassandraFilteringProjection;
import org.apache.james.jmap.cassandra.filtering.CassandraFilteringProjectionModule;
import org.apache.james.jmap.cassandra.filtering.FilteringRuleSetDefineDTOModules;
import org.apache.james.jmap.cassandra.identity.CassandraCustomIdentityDAO;
import org.apache.james.jmap.cassandra.identity.CassandraCustomIdentityModule;
import org.apache.james.jmap.cassandra.projections.CassandraEmailQueryView;
import org.apache.james.jmap.cassandra.projections.CassandraEmailQueryViewModule;
import org.apache.james.jmap.cassandra.projections.CassandraMessageFastViewProjection;
import org.apache.james.jmap.cassandra.projections.CassandraMessageFastViewProjectionModule;
import org.apache.james.jmap.cassandra.pushsubscription.CassandraPushSubscriptionModule;
import org.apache.james.jmap.cassandra.pushsubscription.CassandraPushSubscriptionRepository;
import org.apache.james.jmap.cassandra.upload.CassandraUploadRepository;
import org.apache.james.jmap.cassandra.upload.UploadConfiguration;
import org.apache.james.jmap.cassandra.upload.UploadDAO;
import org.apache.james.jmap.cassandra.upload.UploadModule;

/** What JMAP keeps beside the mail itself: changes, uploads, identities, filters, views. */
public final class JmapDataModule extends AbstractModule {
    private static final int CHANGES_AT_ONCE = 256;

    @Override
    protected void configure() {
        Declarations declare = new Declarations(binder());
        declareTables(declare);
        bindChanges(declare);
        bindStores(declare);
        declare.storedEvents(
                FilteringRuleSetDefineDTOModules.FILTERING_RULE_SET_DEFINED,
                FilteringRuleSetDefineDTOModules.FILTERING_INCREMENT);
        declare.renameSteps(FilterUsernameChangeTaskStep.class);
    }

    private static void declareTables(Declarations declare) {
        declare.tables(
                CassandraAccessModule.MODULE,
                CassandraCustomIdentityModule.MODULE(),
                CassandraEmailChangeModule.MODULE,
                CassandraEmailQueryViewModule.MODULE,
                CassandraFilteringProjectionModule.MODULE,
                CassandraMailboxChangeModule.MODULE,
                CassandraMessageFastViewProjectionModule.MODULE,
                CassandraPushSubscriptionModule.MODULE,
                UploadModule.MODULE);
    }

    private void bindChanges(Declarations declare) {
        declare.singletons(EmailChangeRepositoryDAO.class, MailboxChangeRepositoryDAO.class);
        bind(EmailChangeRepository.class).to(CassandraEmailChangeRepository.class);
        bind(MailboxChangeRepository.class).to(CassandraMailboxChangeRepository.class);
        bind(State.Factory.class).to(CassandraStateFactory.class);
        bind(Limit.class)
                .annotatedWith(Names.named(CassandraEmailChangeRepository.LIMIT_NAME))
                .toInstance(Limit.of(CHANGES_AT_ONCE));
        bind(Limit.class)
                .annotatedWith(Names.named(CassandraMailboxChangeRepository.LIMIT_NAME))
                .toInstance(Limit.of(CHANGES_AT_ONCE));
    }

    private void bindStores(Declarations declare) {
        declare.singletons(
                CassandraAccessTokenRepository.class,
                CassandraCustomIdentityDAO.class,
                CassandraEmailQueryView.class,
                CassandraFilteringProjection.class,
                CassandraMessageFastViewProjection.class,
                CassandraPushSubscriptionRepository.class,
                CassandraUploadRepository.class,
                EventSourcingFilteringManagement.class,
                UploadDAO.class);
        bind(AccessTokenRepository.class).to(CassandraAccessTokenRepository.class);
        bind(CustomIdentityDAO.class).to(CassandraCustomIdentityDAO.class);
        bind(EmailQueryView.class).to(CassandraEmailQueryView.class);
        bind(EventSourcingFilteringManagement.ReadProjection.class).to(CassandraFilteringProjection.class);
        bind(FilteringManagement.class).to(EventSourcingFilteringManagement.class);
        bind(MessageFastViewProjection.class).to(CassandraMessageFastViewProjection.class);
        bind(PushSubscriptionRepository.class).to(CassandraPushSubscriptionRepository.class);
        bind(UploadRepository.class).to(CassandraUploadRepository.class);
        bind(UploadConfiguration.class).toInstance(UploadConfiguration.SINGLETON);
    }
}
