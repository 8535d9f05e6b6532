package io.postroom.server.launch;

import java.io.PrintStream;
import java.time.Duration;

/** Tells the person who started the server what it is doing. Thread-safe. */
public final class Progress {
    private final PrintStream out;
    private final long startNanos = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** Says what begins now. */
    public void step(String what) {
        double seconds = Duration.ofNanos(System.nanoTime() - startNanos).toMillis() / 1000.0;
        line(String.format("%5.1f s  %s", seconds, what));
    }

    /** Prints {@code text} as it is. */
    public void line(String text) {
        out.println(text);
        out.flush();
    }
}
