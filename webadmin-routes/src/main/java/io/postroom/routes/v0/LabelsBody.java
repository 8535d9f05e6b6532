package io.postroom.routes.v0;

import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.routes.JsonFields;
import java.util.List;

/** The labels to add and to remove in a body; each a text or a list of texts. */
final class LabelsBody {
    private LabelsBody() {}

    static LabelChange change(JsonFields body) {
        return new LabelChange(labels(body, "add_labels"), labels(body, "remove_labels"));
    }

    private static Labels labels(JsonFields body, String name) {
        return Labels.of(body.oneOrMore(name, Label::new).orElse(List.of()));
    }
}
