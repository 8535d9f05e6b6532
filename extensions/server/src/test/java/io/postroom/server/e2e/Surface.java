package io.postroom.server.e2e;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One way to a mailbox: a dialect of the API or a protocol of mail clients. For one thread at a time. */
interface Surface extends AutoCloseable {
    /** What can be done to a message. */
    enum Word {
        LABEL,
        READ,
        ARCHIVE,
        DELETE
    }

    /**
     * A message as a surface shows it.
     *
     * @param labels those that its owner gave it
     * @param read empty where the surface has no word for it
     * @param archived empty where the surface has no word for it
     */
    record Shown(Set<String> labels, Optional<Boolean> read, Optional<Boolean> archived) {
        /** Labels that everybody has a word of its own for, or that all mail has that came in; some surfaces show them as labels too. */
        private static final Set<String> OF_THE_SYSTEM = Set.of("received", "unread", "archived");

        public Shown {
            labels = labels.stream()
                    .filter(label -> !OF_THE_SYSTEM.contains(label))
                    .collect(Collectors.toSet());
        }

        /** Whether the two say nothing different. */
        boolean agreesWith(Shown other) {
            return labels.equals(other.labels) && agree(read, other.read) && agree(archived, other.archived);
        }

        private static boolean agree(Optional<Boolean> one, Optional<Boolean> other) {
            return one.isEmpty() || other.isEmpty() || one.equals(other);
        }
    }

    /** What it has words for. */
    default Set<Word> words() {
        return EnumSet.allOf(Word.class);
    }

    /** The message of this Message-ID; empty if there is none. */
    Optional<Shown> shown(String messageId) throws Exception;

    void label(String messageId, String label, boolean on) throws Exception;

    void read(String messageId, boolean on) throws Exception;

    void archive(String messageId, boolean on) throws Exception;

    void delete(String messageId) throws Exception;

    @Override
    default void close() throws Exception {
        // most hold nothing
    }
}
