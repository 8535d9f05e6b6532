package io.postroom.core.scan;

/**
 * The attributes by which a mail in the spool says that it was looked through: {@link Scan#word()} of what came of it. Who finds one asks no
 * scanner again; nobody can set them from outside.
 */
public final class ScanMark {
    public static final String SPAM = "io.postroom.spam";
    public static final String VIRUSES = "io.postroom.virus";

    private ScanMark() {}
}
