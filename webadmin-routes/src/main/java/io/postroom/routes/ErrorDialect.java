package io.postroom.routes;

/** How one dialect of the API says that something went wrong. */
public interface ErrorDialect {
    /** The answer to a request whose handling ended with {@code failure}; logs it if it is our fault. */
    Answer answer(Exception failure);

    /** The body of an answer that was given before any route was reached: malformed HTTP, say. */
    Object body(int status);
}
