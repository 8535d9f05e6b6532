package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.inbox.MetadataValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link Metadata} in a column: a list, since the order counts. */
record MetadataJson(
        @JsonProperty("v") int version,
        @JsonProperty("list") @Nullable List<One> list) {

    /** One value; numbers as text, since JSON parsers disagree about digits. */
    record One(
            @JsonProperty("key") String key,
            @JsonProperty("text") @Nullable String text,
            @JsonProperty("number") @Nullable String number,
            @JsonProperty("flag") @Nullable Boolean flag) {

        static One of(String key, MetadataValue value) {
            if (value instanceof MetadataValue.Number number) {
                return new One(key, null, number.value().toString(), null);
            }
            if (value instanceof MetadataValue.Flag flag) {
                return new One(key, null, null, flag.value());
            }
            return new One(key, ((MetadataValue.Text) value).value(), null, null);
        }

        MetadataValue toValue() {
            if (number != null) {
                return new MetadataValue.Number(new BigDecimal(number));
            }
            return flag != null ? new MetadataValue.Flag(flag) : new MetadataValue.Text(text == null ? "" : text);
        }
    }

    static String write(Metadata metadata) {
        List<One> list = new ArrayList<>();
        metadata.values().forEach((key, value) -> list.add(One.of(key, value)));
        return Json.write(new MetadataJson(Json.VERSION, list));
    }

    /** Null means none. */
    static Metadata read(@Nullable String text) {
        if (text == null) {
            return Metadata.EMPTY;
        }
        Map<String, MetadataValue> values = new LinkedHashMap<>();
        Json.orEmpty(Json.read(text, MetadataJson.class).list()).forEach(one -> values.put(one.key(), one.toValue()));
        return new Metadata(values);
    }
}
