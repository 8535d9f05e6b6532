package io.postroom.server.e2e;

import java.util.ArrayList;
import java.util.List;

/** How long a page of 20 of an inbox's list takes, over HTTP. */
final class ListPages {
    private static final int WARM_UP = 200;
    private static final int SAMPLES = 500;

    private ListPages() {}

    /** Fills an inbox with that many rows, and asks for its newest page again and again. */
    static Percentiles measure(Postroom postroom, int messages) {
        InboxClient inbox = postroom.inbox();
        StoredRows.fill(postroom, inbox, messages);
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < WARM_UP + SAMPLES; i++) {
            long start = System.nanoTime();
            int size = inbox.list("limit=20").size();
            if (size != 20) {
                throw new AssertionError("a page of " + size);
            }
            if (i >= WARM_UP) {
                nanos.add(System.nanoTime() - start);
            }
        }
        return new Percentiles(nanos);
    }
}
