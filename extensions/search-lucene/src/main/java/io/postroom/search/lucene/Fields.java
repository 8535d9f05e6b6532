package io.postroom.search.lucene;

/** The names of the fields of a document. */
final class Fields {
    static final String KEY = "key";
    static final String KIND = "kind";
    static final String ORGANIZATION = "organization";
    static final String POD = "pod";
    static final String INBOX = "inbox";
    static final String THREAD = "thread";
    static final String LABEL = "label";
    /** Milliseconds. */
    static final String TIME = "time";
    /** Decides the order within a millisecond, before {@link #INBOX_ORDER}. */
    static final String ID_ORDER = "id-order";

    static final String INBOX_ORDER = "inbox-order";
    /** What is read of a document that was found, see {@link Reference}. */
    static final String REFERENCE = "reference";

    static final String SENDER = "sender";
    static final String RECIPIENT = "recipient";
    static final String COPIED = "copied";
    static final String SUBJECT = "subject";
    static final String TEXT = "text";
    /** The text itself. */
    static final String STORED_TEXT = "stored-text";

    private Fields() {}
}
