package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Interrupts work at each of its requests in turn. */
final class Interruptions {
    private static final int MOST_REQUESTS = 200;

    private Interruptions() {}

    /** A piece of work over stores that are made anew on the keyspace given. */
    interface Work {
        /** Makes the stores, which may ask the server, and returns what is to be interrupted. */
        Runnable prepare(CassandraKeyspace keyspace);
    }

    /**
     * Runs {@code work} again and again, each time cut one request later, first with the last request lost and then with its answer
     * lost, until it comes to its end uncut.
     *
     * @param afterwards checks what a crash there has left, given the number of the round; each round needs its own data
     */
    static void everywhere(CassandraKeyspace keyspace, IntFunction<Work> work, Consumer<Integer> afterwards) {
        int round = 0;
        boolean reachedTheEnd = false;
        for (int requests = 0; !reachedTheEnd; requests++) {
            assertThat(requests).isLessThan(MOST_REQUESTS);
            for (boolean arrives : new boolean[] {false, true}) {
                CutSession.Cuttable cuttable = CutSession.of(keyspace);
                Runnable interrupted = work.apply(round).prepare(cuttable.keyspace());
                cuttable.cut().after(requests, arrives);
                try {
                    interrupted.run();
                } catch (UncheckedIOException e) {
                    assertThat(cuttable.cut().happened()).isTrue();
                }
                reachedTheEnd = !cuttable.cut().happened();
                afterwards.accept(round);
                round++;
            }
        }
        assertThat(round).isGreaterThan(2);
    }
}
