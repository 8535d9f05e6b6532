package io.postroom.core.inbox;

import java.math.BigDecimal;

/** A value of an inbox's metadata. */
public sealed interface MetadataValue {
    /** At most {@link Metadata#MAX_TEXT} characters. */
    record Text(String value) implements MetadataValue {}

    record Number(BigDecimal value) implements MetadataValue {}

    record Flag(boolean value) implements MetadataValue {}
}
