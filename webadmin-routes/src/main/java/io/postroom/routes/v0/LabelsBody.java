package io.postroom.routes.v0;

import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.routes.JsonFields;
import java.util.List;

/** The labels to add and to remove in a body; each a text or a list of texts. */
final class LabelsBody {
    private static final String ADD = "add_labels";
    private static final String REMOVE = "remove_labels";

    private LabelsBody() {}

    static LabelChange change(JsonFields body) {
        return new LabelChange(labels(body, ADD), labels(body, REMOVE));
    }

    /** The same, of a body that must name one of the two. */
    static LabelChange requiredChange(JsonFields body) {
        if (!body.has(ADD) && !body.has(REMOVE)) {
            throw body.problem(ADD, "custom", "add_labels or remove_labels must be there");
        }
        return change(body);
    }

    private static Labels labels(JsonFields body, String name) {
        return Labels.of(body.oneOrMore(name, Label::new).orElse(List.of()));
    }
}
