package io.postroom.core.scan;

import java.util.List;

/** Those that this server asks. */
public record Scanners(GuardedScanner spam, GuardedScanner viruses) {
    /** Nobody. */
    public static final Scanners NONE =
            new Scanners(GuardedScanner.off("spam scanner"), GuardedScanner.off("virus scanner"));

    public List<GuardedScanner> all() {
        return List.of(spam, viruses);
    }
}
