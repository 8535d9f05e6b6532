package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.ListStore;
import io.postroom.core.list.Lists;
import io.postroom.core.list.Suppressions;
import io.postroom.core.receive.InboundLists;
import io.postroom.core.thread.MessageStore;
import java.time.Clock;

/** Allow and block lists, and what they do to mail that comes in. */
final class ListModule extends AbstractModule {
    @Provides
    @Singleton
    ListRules rules(ListStore store, Clock clock) {
        return new ListRules(store, clock);
    }

    @Provides
    @Singleton
    Lists lists(ListStore store, Suppressions suppressions, ListRules rules, Clock clock) {
        return new Lists(store, suppressions, rules, clock);
    }

    @Provides
    @Singleton
    InboundLists inboundLists(ListRules rules, MessageStore messages) {
        return new InboundLists(rules, messages);
    }
}
