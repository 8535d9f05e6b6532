package io.postroom.core.message;

import io.postroom.core.error.RefusedException;

/**
 * Labels to add and to remove at once; what is in both is removed.
 */
public record LabelChange(Labels add, Labels remove) {
    /** The server's own labels, which say what happened to a message: no caller may change them. */
    private static final Labels RESERVED = Labels.of(
            Label.SENT,
            Label.RECEIVED,
            Label.BOUNCED,
            Label.SCHEDULED,
            Label.DRAFT,
            Label.DELIVERED,
            Label.COMPLAINED,
            Label.REJECTED,
            Label.CANCELLED,
            Label.MALFORMED,
            Label.DUPLICATE);

    public LabelChange {
        add = add.without(remove);
    }

    /** @throws RefusedException if it touches a label that callers may not change */
    public LabelChange checkedForCallers() {
        refuseReserved("add_labels", add);
        refuseReserved("remove_labels", remove);
        return this;
    }

    /** @throws RefusedException about {@code field} if one of these is a label that only the server sets */
    public static void refuseReserved(String field, Labels labels) {
        labels.values().stream().filter(RESERVED::contains).findFirst().ifPresent(label -> {
            throw RefusedException.invalid(field, "the label " + label + " is set by the server only");
        });
    }

    public Labels applyTo(Labels labels) {
        return labels.with(add).without(remove);
    }
}
