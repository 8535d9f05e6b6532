package io.postroom.store.cassandra;

/** The tables were written by a newer version of this program; the message is one sentence for the operator. */
public final class NewerSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NewerSchemaException(String keyspace, int found, int known) {
        super("The data in keyspace " + keyspace + " was written by a newer version (schema " + found
                + ", this version knows " + known
                + "): start that version, or restore a backup from before the upgrade.");
    }
}
