package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.event.EventLog;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.MessageParser;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.core.search.IndexedRows;
import io.postroom.core.search.Indexing;
import io.postroom.core.search.MessageTexts;
import io.postroom.core.search.RowChanges;
import io.postroom.core.search.SearchIndex;
import io.postroom.core.search.SearchRebuild;
import io.postroom.core.search.SearchText;
import io.postroom.core.search.Searching;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.RowWatch;
import io.postroom.james.rebuild.JamesSearchRebuild;

/** Search, and what keeps its index true to the rows. Wants a {@link SearchIndex}. */
final class SearchModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(RowChanges.class).toInstance(new RowChanges());
        bind(JamesSearchRebuild.class).in(Scopes.SINGLETON);
        bind(SearchRebuild.class).to(JamesSearchRebuild.class);
    }

    @ProvidesIntoSet
    RowWatch following(RowChanges changes) {
        return changes;
    }

    /** A message that has just come in was taken apart already. */
    @Provides
    @Singleton
    MessageTexts texts(MessageOutlines recent, Mailboxes mailboxes, MessageParser parser) {
        SearchText searched = new SearchText(parser);
        return message -> recent.recent(message.digest())
                .or(() -> mailboxes.octets(message.inbox(), message.mailboxId()).map(parser::parse))
                .map(searched::of);
    }

    @Provides
    @Singleton
    IndexedRows rows(
            OrganizationStore organizations,
            InboxStore inboxes,
            MessageStore messages,
            EventLog log,
            MessageTexts texts) {
        return new IndexedRows(organizations, inboxes, messages, log, texts);
    }

    @Provides
    @Singleton
    Indexing indexing(SearchIndex index, RowChanges changes, IndexedRows rows) {
        return new Indexing(index, changes, rows);
    }

    @Provides
    @Singleton
    Searching searching(
            SearchIndex index, RowChanges changes, Inboxes inboxes, InboxStore inboxStore, MessageStore messages) {
        return new Searching(index, changes, inboxes, inboxStore, messages);
    }
}
