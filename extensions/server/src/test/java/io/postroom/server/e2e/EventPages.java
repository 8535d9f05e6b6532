package io.postroom.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;

/** How many events {@code /v0/events} gives in a second, read in pages of 100 from the beginning on, texts and all. */
final class EventPages {
    private static final int WARM_UP = 5;

    private EventPages() {}

    /** Reads at most {@code pages} after those to warm up; the log must hold that many. */
    static double measure(Postroom postroom, int pages) {
        String after = "";
        long events = 0;
        long start = 0;
        for (int i = 0; i < WARM_UP + pages; i++) {
            if (i == WARM_UP) {
                start = System.nanoTime();
                events = 0;
            }
            JsonNode page = postroom.rest().get("/v0/events?limit=100" + after).ok();
            events += page.get("count").asLong();
            after = "&after=" + page.get("next_after").asText();
        }
        return events / ((System.nanoTime() - start) / 1e9);
    }
}
