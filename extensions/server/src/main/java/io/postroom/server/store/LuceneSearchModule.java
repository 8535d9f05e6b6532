package io.postroom.server.store;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.search.SearchIndex;
import io.postroom.search.lucene.LuceneSearchIndex;
import io.postroom.server.launch.DataDirectory;

/** The search index in files of this machine. */
public final class LuceneSearchModule extends AbstractModule {
    @Provides
    @Singleton
    SearchIndex index(DataDirectory data) {
        return new LuceneSearchIndex(data.search());
    }
}
