package io.postroom.server.e2e;

import com.sun.management.OperatingSystemMXBean;
import io.postroom.core.message.Message;
import io.postroom.core.search.Indexed;
import io.postroom.core.search.SearchIndex.Change;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.search.lucene.LuceneSearchIndex;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** How long searches in an inbox take, over HTTP. */
final class Searches {
    private static final int WARM_UP = 600; // the server has just been started
    private static final int SAMPLES = 500;
    private static final int BATCH = 100;
    private static final int VOCABULARY = 20_000;
    private static final int WORDS = 150;

    private Searches() {}

    /** What is looked for. */
    enum Kind {
        /** Two words, each in some hundredths of all messages. */
        WORDS,
        /** A word that is in most messages. */
        COMMON_WORD,
        /** Three letters that many words begin with. */
        BEGINNING,
        PHRASE,
        /** A part of subjects. */
        SUBJECT,
        /** As a list with a filter. */
        FILTERED_LIST,
        /** The newest page of a list by number, with how many messages there are. */
        PAGE_BY_NUMBER,
        /** The last of 5,000 pages. */
        FAR_PAGE_BY_NUMBER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Puts the messages, with texts of {@value #WORDS} words, into the index of a server that does not run.
     *
     * @return the processor time that one message took, in milliseconds
     */
    static double fill(Postroom postroom, StoredRows rows) {
        try (LuceneSearchIndex index = new LuceneSearchIndex(postroom.data().resolve("search"))) {
            long start = processorNanos();
            Random random = new Random(1);
            List<Change> batch = new ArrayList<>();
            for (int n = 0; n < rows.messages(); n++) {
                Message message = rows.message(n);
                batch.add(new Change.Put(Indexed.of(rows.inbox(), message, text(random))));
                batch.add(new Change.Put(Indexed.of(rows.inbox(), ThreadSummary.startedBy(message))));
                if (batch.size() >= BATCH || n == rows.messages() - 1) {
                    index.apply(batch);
                    batch.clear();
                }
            }
            index.commit(index.progress());
            return (processorNanos() - start) / 1e6 / rows.messages();
        }
    }

    /** Of all threads, as some merge what others wrote. */
    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Words as people use them: the n-th most frequent one is used one n-th as often as the first. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            text.append(word((int) Math.exp(random.nextDouble() * Math.log(VOCABULARY))))
                    .append(' ');
        }
        return text.toString();
    }

    private static String word(int number) {
        return Integer.toString(number * 7919 + 100_000, 36).replaceAll("[0-9]", "x") + "o"
                + Integer.toString(number, 36);
    }

    private static String query(Kind kind, Random random) {
        String rare = word(20 + random.nextInt(200));
        String other = word(20 + random.nextInt(200));
        return switch (kind) {
            case WORDS -> "/messages/search?limit=20&q=" + rare + "+" + other;
            case COMMON_WORD -> "/messages/search?limit=20&q=" + word(1 + random.nextInt(3));
            case BEGINNING -> "/messages/search?limit=20&q=" + rare.substring(0, 3);
            case PHRASE -> "/messages/search?limit=20&q=%22" + word(1) + "+" + word(2) + "%22";
            case SUBJECT -> "/messages/search?limit=20&q=ject+" + random.nextInt(10_000);
            case FILTERED_LIST -> "/messages?limit=20&from=ann&subject=" + random.nextInt(10_000);
            case PAGE_BY_NUMBER -> "/messages?page_size=20";
            case FAR_PAGE_BY_NUMBER -> "/messages?page_size=20&page=5000";
        };
    }

    private static String base(InboxClient inbox, Kind kind) {
        boolean numbered = kind == Kind.PAGE_BY_NUMBER || kind == Kind.FAR_PAGE_BY_NUMBER;
        byte[] address = inbox.id().getBytes(StandardCharsets.UTF_8);
        return numbered
                ? "/api/v0/inboxes/" + Base64.getUrlEncoder().withoutPadding().encodeToString(address)
                : inbox.path();
    }

    static Percentiles measure(InboxClient inbox, Kind kind) {
        Random random = new Random(kind.ordinal());
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < WARM_UP + SAMPLES; i++) {
            String path = base(inbox, kind) + query(kind, random);
            long start = System.nanoTime();
            inbox.rest().get(path).ok();
            if (i >= WARM_UP) {
                nanos.add(System.nanoTime() - start);
            }
        }
        return new Percentiles(nanos);
    }
}
