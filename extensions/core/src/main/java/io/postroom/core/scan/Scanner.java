package io.postroom.core.scan;

import java.io.IOException;

/** A program that looks through mail. Thread-safe. */
public interface Scanner {
    /** Where it is, as the operator wrote it. */
    String address();

    /**
     * Asks it about a mail, which it reads once from beginning to end. Blocks, for as long as its time limit says.
     *
     * @return {@link Scan.Clean}, {@link Scan.Found}, or {@link Scan.NotScanned} if the mail is too large for it
     * @throws IOException if it does not answer in time, or not as it should
     */
    Scan scan(ScannedMail mail) throws IOException;
}
