package io.postroom.testkit;

/** What every {@link io.postroom.core.search.SearchIndex} does, subject by subject. */
public interface SearchIndexContract extends SearchMeaningContract, SearchResultsContract, SearchListContract {}
