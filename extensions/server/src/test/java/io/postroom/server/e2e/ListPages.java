package io.postroom.server.e2e;

import java.util.ArrayList;
import java.util.List;

/** How long a page of 20 of an inbox's list takes, over HTTP. */
final class ListPages {
    private static final int WARM_UP = 200;
    private static final int SAMPLES = 500;

    private ListPages() {}

    /** Asks for the newest page of the inbox again and again. */
    static Percentiles measure(InboxClient inbox) {
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
