package io.postroom.core.metric;

import io.postroom.core.thread.MailUsage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How much there is of each type; nothing of a type that is not named. */
public record Usage(Map<UsageType, Long> values) {
    public static final Usage NONE = new Usage(Map.of());

    public Usage {
        Map<UsageType, Long> copy = new EnumMap<>(UsageType.class);
        copy.putAll(values);
        copy.values().removeIf(value -> value == 0);
        values = Collections.unmodifiableMap(copy);
    }

    static Usage of(MailUsage mail) {
        return new Usage(Map.of(
                UsageType.STORAGE_BYTES, mail.octets(),
                UsageType.MESSAGE_COUNT, mail.messages(),
                UsageType.THREAD_COUNT, mail.threads()));
    }

    public long of(UsageType type) {
        return values.getOrDefault(type, 0L);
    }

    Usage plus(Usage other) {
        Map<UsageType, Long> sum = new EnumMap<>(UsageType.class);
        sum.putAll(values);
        other.values.forEach((type, value) -> sum.merge(type, value, Long::sum));
        return new Usage(sum);
    }

    Usage with(UsageType type, long value) {
        Map<UsageType, Long> changed = new EnumMap<>(UsageType.class);
        changed.putAll(values);
        changed.put(type, value);
        return new Usage(changed);
    }
}
