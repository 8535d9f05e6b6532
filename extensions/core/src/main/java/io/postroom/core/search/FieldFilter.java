package io.postroom.core.search;

import java.util.List;
import java.util.stream.Stream;

/**
 * Texts that must be there: each somewhere in one of the senders, recipients or in the subject, also within a word, without regard to case.
 */
public record FieldFilter(List<String> senders, List<String> recipients, List<String> subject) {
    /** Folds each text; blank ones are left out. */
    public FieldFilter {
        senders = folded(senders);
        recipients = folded(recipients);
        subject = folded(subject);
    }

    private static List<String> folded(List<String> texts) {
        return texts.stream()
                .map(text -> Folded.of(text).text())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Whether everything is wanted. */
    public boolean isEmpty() {
        return Stream.of(senders, recipients, subject).allMatch(List::isEmpty);
    }

    /** Whether something with these is wanted. */
    public boolean accepts(IndexedFields fields) {
        return occur(senders, fields.senders())
                && occur(recipients, fields.recipients())
                && occur(subject, fields.subject().stream().toList());
    }

    private static boolean occur(List<String> texts, List<String> values) {
        if (texts.isEmpty()) {
            return true;
        }
        List<Folded> folded = values.stream().map(Folded::of).toList();
        return texts.stream().allMatch(text -> folded.stream().anyMatch(value -> value.contains(text)));
    }
}
