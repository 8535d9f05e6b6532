package io.postroom.routes.assmbl;

import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.routes.JsonFields;
import java.util.List;

/** The labels to {@code add} and to {@code remove} in a body; what is in both is removed. */
record LabelPatch(LabelChange change) {
    /** How many labels of its owner a message carries. */
    static final int MAX_LABELS = 20;

    static LabelPatch of(JsonFields body) {
        return new LabelPatch(new LabelChange(labels(body, "add"), labels(body, "remove")));
    }

    private static Labels labels(JsonFields body, String name) {
        return Labels.of(body.values(name, Label::new).orElse(List.of()));
    }

    /**
     * What is to be changed of these labels. Of a message that came to more in another way, labels can be taken.
     *
     * @throws RefusedException if it would have too many afterwards
     */
    LabelChange changeOf(Labels present) {
        Labels after = change.applyTo(present);
        if (after.own().values().size() > MAX_LABELS && !present.containsAll(after)) {
            throw RefusedException.invalid("add", "a message has at most " + MAX_LABELS + " labels");
        }
        return change;
    }
}
