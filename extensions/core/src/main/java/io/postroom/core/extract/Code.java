package io.postroom.core.extract;

/**
 * A code to be typed in once, as for signing in.
 *
 * @param code as it stands there, separators included
 */
public record Code(String code, Place place) {}
