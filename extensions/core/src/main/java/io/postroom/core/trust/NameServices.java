package io.postroom.core.trust;

/** Lets DNS be asked for a while. Thread-safe. */
public interface NameServices {
    /** What DNS says until {@code deadline}: no question goes on beyond, and none is asked after; both show as an {@link java.io.UncheckedIOException}. */
    NameService until(Deadline deadline);
}
