package io.postroom.store.memory;

import io.postroom.core.search.SearchIndex;
import io.postroom.testkit.SearchIndexContract;

class MemorySearchIndexTest implements SearchIndexContract {
    private final MemorySearchIndex index = new MemorySearchIndex();

    @Override
    public SearchIndex index() {
        return index;
    }
}
