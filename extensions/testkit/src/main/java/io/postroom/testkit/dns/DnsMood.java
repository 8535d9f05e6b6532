package io.postroom.testkit.dns;

/** How a {@link LocalDns} answers. */
public enum DnsMood {
    /** With what it knows. */
    HONEST,
    /** Not at all. */
    DEAD,
    /** SERVFAIL: it cannot find out. */
    FAILING,
    /** REFUSED: it does not want to. */
    REFUSING,
    /** With what it knows, but to a question of another number. */
    WRONG_ID,
    /** To another question, that the name exists and has no records of the kind. */
    WRONG_QUESTION,
    /** As if nothing were there, with a referral to another server in place of an authority (a server that does not ask for others). */
    REFERRING,
    /** With a record of another name only, under the right question. */
    WRONG_OWNER,
    /** Over UDP with nothing but the mark that there is more, and over TCP not at all. */
    TRUNCATED,
    /** Over UDP with nothing but the mark that there is more, and over TCP with what it knows. */
    TCP_ONLY,
    /** With octets that are no message of DNS. */
    GARBAGE
}
