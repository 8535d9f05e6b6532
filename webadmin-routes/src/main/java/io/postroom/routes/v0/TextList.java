package io.postroom.routes.v0;

import io.postroom.core.error.RefusedException;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of texts in a query, in each of the forms that clients write: one JSON array, texts with commas between them, the parameter
 * repeated, or one text.
 */
final class TextList {
    private TextList() {}

    /** What the parameter holds, in order; empty texts are left out. */
    static List<String> of(Query query, String name) {
        List<String> texts = new ArrayList<>();
        for (String value : query.all(name)) {
            if (value.startsWith("[")) {
                texts.addAll(array(value, name));
            } else {
                addSplit(value, texts);
            }
        }
        texts.removeIf(String::isEmpty);
        return texts;
    }

    private static List<String> array(String value, String name) {
        try {
            return JsonFields.texts(value, name);
        } catch (RefusedException e) {
            throw RefusedException.invalid(name, name + " is not a JSON array of strings");
        }
    }

    private static void addSplit(String value, List<String> texts) {
        int begin = 0;
        for (int comma = value.indexOf(','); comma >= 0; comma = value.indexOf(',', begin)) {
            texts.add(value.substring(begin, comma));
            begin = comma + 1;
        }
        texts.add(value.substring(begin));
    }
}
