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
            Label.DUPLICATE,
            Label.LOOP,
            Label.VERIFIED);

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

    /**
     * What makes {@code wanted} the {@linkplain Labels#own own} labels of a message that has {@code present}; the others stay.
     *
     * @throws RefusedException about {@code labels} if one of {@code wanted} is the server's
     */
    public static LabelChange replacingOwn(Labels present, Labels wanted) {
        refuseSystem("labels", wanted);
        return new LabelChange(wanted, present.own().without(wanted));
    }

    /** @throws RefusedException about {@code field} if one of these says where a message is or what happened to it */
    public static void refuseSystem(String field, Labels labels) {
        labels.values().stream().filter(Labels.SYSTEM::contains).findFirst().ifPresent(label -> {
            throw RefusedException.invalid(field, "the label " + label + " is the server's");
        });
    }

    public Labels applyTo(Labels labels) {
        return labels.with(add).without(remove);
    }
}
