package io.postroom.server.backend;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import com.google.inject.name.Names;
import io.postroom.james.mailbox.StoredCounters;
import javax.inject.Inject;
import org.apache.james.adapter.mailbox.ACLUsernameChangeTaskStep;
import org.apache.james.adapter.mailbox.MailboxUsernameChangeTaskStep;
import org.apache.james.adapter.mailbox.QuotaUsernameChangeTaskStep;
import org.apache.james.adapter.mailbox.UserRepositoryAuthenticator;
import org.apache.james.backends.cassandra.init.configuration.CassandraConfiguration;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionManager;
import org.apache.james.events.EventListener;
import org.apache.james.eventsourcing.eventstore.cassandra.CassandraEventStore;
import org.apache.james.eventsourcing.eventstore.cassandra.EventStoreDao;
import org.apache.james.eventsourcing.eventstore.cassandra.JsonEventSerializer;
import org.apache.james.mailbox.AttachmentContentLoader;
import org.apache.james.mailbox.AttachmentManager;
import org.apache.james.mailbox.Authenticator;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxPathLocker;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.RightManager;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.cassandra.CassandraMailboxManager;
import org.apache.james.mailbox.cassandra.CassandraThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.cassandra.DeleteMessageListener;
import org.apache.james.mailbox.cassandra.mail.ACLMapper;
import org.apache.james.mailbox.cassandra.mail.CassandraACLDAOV2;
import org.apache.james.mailbox.cassandra.mail.CassandraACLMapper;
import org.apache.james.mailbox.cassandra.mail.CassandraUserMailboxRightsDAO;
import org.apache.james.mailbox.cassandra.mail.eventsourcing.acl.ACLModule;
import org.apache.james.mailbox.store.NoMailboxPathLocker;
import org.apache.james.mailbox.store.SessionProviderImpl;
import org.apache.james.mailbox.store.StoreAttachmentManager;
import org.apache.james.mailbox.store.StoreMailboxManager;
import org.apache.james.mailbox.store.StoreMessageIdManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.StoreSubscriptionManager;
import org.apache.james.mailbox.store.event.MailboxAnnotationListener;
import org.apache.james.mailbox.store.mail.ThreadIdGuessingAlgorithm;
import org.apache.james.modules.mailbox.DefaultEventModule;
import org.apache.james.modules.mailbox.MemoryDeadLetterModule;
import org.apache.james.utils.MailboxManagerDefinition;

/** Mailboxes and messages as the protocols see them, and the event bus inside this process. */
public final class MailboxesModule extends AbstractModule {
    @Override
    protected void configure() {
        install(new DefaultEventModule());
        install(new MemoryDeadLetterModule()); // James' Cassandra dead letters are not published
        bindManagers();
        bindListeners();
        OptionalBinder.newOptionalBinder(binder(), StoredCounters.class)
                .setBinding()
                .to(CassandraCounters.class)
                .in(Scopes.SINGLETON);

        Declarations declare = new Declarations(binder());
        declare.storedEvents(ACLModule.ACL_UPDATE);
        declare.renameSteps(
                MailboxUsernameChangeTaskStep.class,
                ACLUsernameChangeTaskStep.class,
                QuotaUsernameChangeTaskStep.class);
    }

    private void bindManagers() {
        new Declarations(binder())
                .singletons(
                        CassandraMailboxManager.class,
                        CassandraThreadIdGuessingAlgorithm.class,
                        NoMailboxPathLocker.class,
                        SessionProviderImpl.class,
                        StoreAttachmentManager.class,
                        StoreMessageIdManager.class,
                        StoreRightManager.class,
                        StoreSubscriptionManager.class,
                        UserRepositoryAuthenticator.class);
        bind(MailboxManager.class).to(CassandraMailboxManager.class);
        bind(StoreMailboxManager.class).to(CassandraMailboxManager.class);
        bind(MailboxManager.class).annotatedWith(Names.named("mailboxmanager")).to(MailboxManager.class);
        bind(ThreadIdGuessingAlgorithm.class).to(CassandraThreadIdGuessingAlgorithm.class);
        bind(MailboxPathLocker.class).to(NoMailboxPathLocker.class);
        bind(SessionProvider.class).to(SessionProviderImpl.class);
        bind(AttachmentManager.class).to(StoreAttachmentManager.class);
        bind(AttachmentContentLoader.class).to(AttachmentManager.class);
        bind(MessageIdManager.class).to(StoreMessageIdManager.class);
        bind(RightManager.class).to(StoreRightManager.class);
        bind(SubscriptionManager.class).to(StoreSubscriptionManager.class);
        bind(Authenticator.class).to(UserRepositoryAuthenticator.class);
        bind(ACLMapper.class).to(CassandraACLMapper.class);
        Multibinder.newSetBinder(binder(), MailboxManagerDefinition.class)
                .addBinding()
                .to(Definition.class);
    }

    private void bindListeners() {
        Multibinder.newSetBinder(binder(), EventListener.GroupEventListener.class)
                .addBinding()
                .to(MailboxAnnotationListener.class);
        // without it the rows and bytes of deleted messages stay
        Multibinder.newSetBinder(binder(), EventListener.ReactiveGroupEventListener.class)
                .addBinding()
                .to(DeleteMessageListener.class);
        Multibinder.newSetBinder(binder(), DeleteMessageListener.DeletionCallback.class);
    }

    @Provides
    @Singleton
    CassandraACLMapper accessLists(
            CassandraACLMapper.StoreV1 old,
            CassandraUserMailboxRightsDAO rights,
            CassandraACLDAOV2 current,
            CqlSession session,
            CassandraSchemaVersionManager versions,
            CassandraConfiguration configuration) {
        CassandraEventStore changes = new CassandraEventStore(new EventStoreDao(
                session, JsonEventSerializer.forModules(ACLModule.ACL_UPDATE).withoutNestedType()));
        return new CassandraACLMapper(
                old, new CassandraACLMapper.StoreV2(rights, current, changes), versions, configuration);
    }

    @Singleton
    static final class Definition extends MailboxManagerDefinition {
        @Inject
        Definition(CassandraMailboxManager manager) {
            super("cassandra-mailboxmanager", manager);
        }
    }
}
