package io.postroom.core.metric;

import io.postroom.core.account.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is counted of what there is; the wire name is the lower-case name of the constant. */
public enum UsageType {
    /** Of the messages together, in octets. */
    STORAGE_BYTES,
    MESSAGE_COUNT,
    THREAD_COUNT,
    INBOX_COUNT,
    DOMAIN_COUNT,
    POD_COUNT;

    /** The name in the API, such as {@code storage_bytes}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<UsageType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst();
    }

    /** What there can be of in {@code scope}: no inbox has inboxes, no pod has pods. */
    static Set<UsageType> of(Scope scope) {
        if (scope instanceof Scope.WholeOrganization) {
            return EnumSet.allOf(UsageType.class);
        }
        return scope instanceof Scope.OnePod
                ? EnumSet.range(STORAGE_BYTES, DOMAIN_COUNT)
                : EnumSet.range(STORAGE_BYTES, THREAD_COUNT);
    }
}
