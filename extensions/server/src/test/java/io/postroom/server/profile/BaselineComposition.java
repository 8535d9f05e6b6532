package io.postroom.server.profile;

import com.google.inject.Module;
import io.postroom.server.backend.RecentReadsModule;
import io.postroom.server.store.CassandraStoresModule;
import io.postroom.server.store.LuceneSearchModule;
import java.util.List;
import java.util.Set;
import org.apache.james.jmap.draft.JMAPListenerModule;

/** The standalone profile less what is Postroom's: what the benchmark compares with. */
public final class BaselineComposition {
    private static final Set<Class<?>> OURS =
            Set.of(CassandraStoresModule.class, LuceneSearchModule.class, RecentReadsModule.class);

    private BaselineComposition() {}

    /** James, its Cassandra and its mail queue, put together as in {@link Profile#STANDALONE}. */
    public static Composition get() {
        Composition all = Standalone.COMPOSITION;
        return new Composition(withoutOurs(all.modules()), withoutOurs(all.overrides()));
    }

    private static List<Module> withoutOurs(List<Module> modules) {
        return modules.stream()
                .filter(module -> module != Everywhere.POSTROOM
                        && module != Everywhere.SMTP
                        && module != Everywhere.POSTROOM_INSTEAD
                        && !OURS.contains(module.getClass()))
                .map(module -> module == Everywhere.JMAP_LISTENERS ? new JMAPListenerModule() : module)
                .toList();
    }
}
