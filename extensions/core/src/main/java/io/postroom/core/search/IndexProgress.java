package io.postroom.core.search;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.Position;
import java.util.HashMap;
import java.util.Map;

/**
 * How far an index has come; committed with it.
 *
 * @param cursors how far the logs of organisations are in the index
 * @param complete whether it has once been compared with every row
 * @param clean whether nothing has changed since; after a start from anything else it is compared again
 */
public record IndexProgress(Map<OrganizationId, Position> cursors, boolean complete, boolean clean) {
    /** Of an index with nothing in it. */
    public static final IndexProgress NOTHING = new IndexProgress(Map.of(), false, false);

    public IndexProgress {
        cursors = Map.copyOf(cursors);
    }

    IndexProgress with(Map<OrganizationId, Position> further) {
        Map<OrganizationId, Position> all = new HashMap<>(cursors);
        all.putAll(further);
        return new IndexProgress(all, complete, clean);
    }

    /** With these cursors only. */
    IndexProgress completed(Map<OrganizationId, Position> all) {
        return new IndexProgress(all, true, clean);
    }

    IndexProgress withClean(boolean nowClean) {
        return new IndexProgress(cursors, complete, nowClean);
    }
}
