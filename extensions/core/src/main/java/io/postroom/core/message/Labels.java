package io.postroom.core.message;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The labels of one message or thread, each once, in alphabetical order.
 */
public record Labels(SortedSet<Label> values) {
    public static final Labels NONE = new Labels(new TreeSet<>());

    /** Those by which the server says where a message is and what happened to it. */
    public static final Labels SYSTEM = of(
            Label.RECEIVED,
            Label.SENT,
            Label.UNREAD,
            Label.READ,
            Label.SPAM,
            Label.TRASH,
            Label.ARCHIVED,
            Label.BLOCKED,
            Label.UNAUTHENTICATED,
            Label.DRAFT,
            Label.SCHEDULED,
            Label.BOUNCED,
            Label.DELIVERED,
            Label.COMPLAINED,
            Label.CANCELLED,
            Label.REJECTED,
            Label.MALFORMED,
            Label.DUPLICATE,
            Label.BOUNCE,
            Label.AUTO_REPLY,
            Label.LIST,
            Label.CALENDAR,
            Label.LOOP,
            Label.VERIFIED);

    public Labels {
        values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }

    public static Labels of(Collection<Label> labels) {
        return new Labels(new TreeSet<>(labels));
    }

    public static Labels of(Label... labels) {
        return of(List.of(labels));
    }

    /** From their text forms, as a store or a mail attribute keeps them. */
    public static Labels parse(Collection<String> texts) {
        return of(texts.stream().map(Label::new).toList());
    }

    public boolean contains(Label label) {
        return values.contains(label);
    }

    public boolean containsAll(Labels others) {
        return values.containsAll(others.values);
    }

    public boolean containsAny(Labels others) {
        return others.values.stream().anyMatch(values::contains);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public Labels with(Labels others) {
        SortedSet<Label> union = new TreeSet<>(values);
        union.addAll(others.values);
        return new Labels(union);
    }

    public Labels without(Labels others) {
        SortedSet<Label> rest = new TreeSet<>(values);
        rest.removeAll(others.values);
        return new Labels(rest);
    }

    /** Those that are there because a caller, or a person with a mail client, wanted them; {@link #SYSTEM} has the others. */
    public Labels own() {
        return without(SYSTEM);
    }

    public List<String> texts() {
        return values.stream().map(Label::value).toList();
    }
}
