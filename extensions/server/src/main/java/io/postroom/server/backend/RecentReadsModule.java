package io.postroom.server.backend;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import org.apache.james.domainlist.cassandra.CassandraDomainList;
import org.apache.james.mailbox.cassandra.quota.CassandraPerUserMaxQuotaManager;
import org.apache.james.user.cassandra.CassandraUsersDAO;

/** In place of classes of James that read Cassandra again for each step of each message; see docs/adr/0033-what-james-reads-again.md. */
public final class RecentReadsModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(RecentDomains.class).in(Scopes.SINGLETON);
        bind(RecentUsers.class).in(Scopes.SINGLETON);
        bind(RecentQuotaLimits.class).in(Scopes.SINGLETON);
        bind(CassandraDomainList.class).to(RecentDomains.class);
        bind(CassandraUsersDAO.class).to(RecentUsers.class);
        bind(CassandraPerUserMaxQuotaManager.class).to(RecentQuotaLimits.class);
    }
}
