package io.postroom.server.numbering;

/** The numbers above {@code after}, up to {@code last}. */
record NumberRange(long after, long last) {}
