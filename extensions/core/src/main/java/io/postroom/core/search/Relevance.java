package io.postroom.core.search;

/**
 * What a term counts where it was found: the best place counts, and a message's terms add up.
 *
 * <p>A message's rank depends on the message and the query only, not on what else is in the index, so that pages of results stay where they are
 * while mail comes in.
 */
public final class Relevance {
    public static final int SUBJECT = 8;
    public static final int SENDER = 6;
    public static final int RECIPIENT = 4;
    /** Whole words in the text, or in the name of an attachment. */
    public static final int TEXT = 3;
    /** The beginning of a word there. */
    public static final int BEGINNING = 2;

    private Relevance() {}
}
