package io.postroom.core.inbox;

import java.util.Map;
import java.util.Optional;

/**
 * What a caller wants changed.
 *
 * @param displayName empty to leave it
 */
public record UpdateInbox(Optional<String> displayName, MetadataChange metadata) {

    /** What becomes of the metadata. */
    public sealed interface MetadataChange {
        /** It stays. */
        record Keep() implements MetadataChange {}

        /** All keys go. */
        record Clear() implements MetadataChange {}

        /** The named keys get these values, or go where there is none. */
        record Merge(Map<String, Optional<MetadataValue>> values) implements MetadataChange {}
    }
}
