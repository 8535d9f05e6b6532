package io.postroom.core.search;

/** Compares the search index with every message, in the background, for the operator. */
@FunctionalInterface
public interface SearchRebuild {
    /** Returns at once, with the id under which the mail server's task manager shows the progress. */
    String submit();
}
