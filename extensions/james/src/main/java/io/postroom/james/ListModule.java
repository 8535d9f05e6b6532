package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.ListStore;
import io.postroom.core.list.Lists;
import io.postroom.core.list.Suppressions;
import io.postroom.core.receive.AnswerBudget;
import io.postroom.core.receive.Hops;
import io.postroom.core.receive.InboundLists;
import io.postroom.core.thread.MessageStore;
import io.postroom.james.setting.Settings;
import java.time.Clock;

/** Allow and block lists, and what keeps mail from going round in circles. */
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
    InboundLists inboundLists(ListRules rules, MessageStore messages, Settings settings) {
        return new InboundLists(rules, messages, settings.bool("trust.strict-replies"));
    }

    @Provides
    @Singleton
    Hops hops(Settings settings) {
        return new Hops(settings.integer("trust.most-hops"));
    }

    @Provides
    @Singleton
    AnswerBudget answerBudget(Settings settings, MessageStore messages, Clock clock) {
        return new AnswerBudget(settings.integer("trust.answers-per-hour"), messages, clock);
    }
}
