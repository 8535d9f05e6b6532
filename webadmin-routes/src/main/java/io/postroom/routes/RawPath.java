package io.postroom.routes;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of a request as it came over the wire, so that a slash within an id can be told from one between ids where the client
 * encoded it, and is kept where it did not.
 */
public final class RawPath {
    private final String path;
    private final List<Integer> starts = new ArrayList<>();

    /** @param path begins with a slash and has no query */
    public RawPath(String path) {
        this.path = path;
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '/') {
                starts.add(i + 1);
            }
        }
    }

    /** The decoded segment at this place, 0 for the first; the empty text if the path is shorter. */
    public String segment(int index) {
        if (index >= starts.size()) {
            return "";
        }
        int end = index + 1 < starts.size() ? starts.get(index + 1) - 1 : path.length();
        return PercentCoding.decodePath(path.substring(starts.get(index), end));
    }

    /** What follows the first {@code index} segments, not decoded, without a slash before it; the empty text if nothing does. */
    public String rest(int index) {
        return index < starts.size() ? path.substring(starts.get(index)) : "";
    }

    /** Decodes a part that {@link #rest} returned. */
    public static String decode(String part) {
        return PercentCoding.decodePath(part);
    }
}
