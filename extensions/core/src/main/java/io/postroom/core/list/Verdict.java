package io.postroom.core.list;

/** What the lists say of somebody. */
enum Verdict {
    /** An entry lets mail pass. */
    WELCOME,
    /** Nothing is said: mail passes. */
    UNNAMED,
    /** Mail does not pass. */
    REFUSED
}
