package io.postroom.core.extract;

import java.util.Optional;

/**
 * A link by which the recipient of a message proves to be that, or signs in.
 *
 * @param text what a reader sees of it; empty if that is the address itself, or nothing
 * @param place of the address in a plain text, of the start tag in HTML
 */
public record Link(String url, Optional<String> text, Place place) {}
