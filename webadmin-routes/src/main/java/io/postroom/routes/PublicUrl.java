package io.postroom.routes;

/** The origin that links to this server begin with, such as {@code https://mail.example.org}; without a slash at its end. */
@FunctionalInterface
public interface PublicUrl {
    String origin();
}
