package io.postroom.server.backend;

import com.datastax.oss.driver.api.core.CqlSession;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.user.cassandra.CassandraRepositoryConfiguration;
import org.apache.james.user.cassandra.CassandraUsersDAO;
import reactor.core.publisher.Mono;

/** James' users; whether there is one is read once a second. Passwords are always read. What this process changes counts at once. */
final class RecentUsers extends CassandraUsersDAO {
    private final LastSecond<Username, Boolean> known = new LastSecond<>();

    @Inject
    RecentUsers(CqlSession session, CassandraRepositoryConfiguration hashing) {
        super(session, hashing);
    }

    @Override
    public boolean contains(Username name) {
        return containsReactive(name).blockOptional().orElseThrow();
    }

    @Override
    public Mono<Boolean> containsReactive(Username name) {
        return known.find(name, () -> Mono.from(super.containsReactive(name)));
    }

    @Override
    public void addUser(Username name, String password) throws UsersRepositoryException {
        known.change(name, () -> super.addUser(name, password));
    }

    @Override
    public void removeUser(Username name) throws UsersRepositoryException {
        known.change(name, () -> super.removeUser(name));
    }
}
