package io.postroom.core.extract;

/**
 * What people do not see of an HTML page.
 *
 * @param ways by what it is hidden, with how much
 * @param text the beginning of it, in lines
 * @param complete whether all style sheets were followed to the end
 */
public record Hidden(WayCounts ways, String text, boolean complete) {}
