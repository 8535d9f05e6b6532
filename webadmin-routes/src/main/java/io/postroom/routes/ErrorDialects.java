package io.postroom.routes;

import java.util.Map;

/**
 * In whose words a server says that something went wrong before any route was reached.
 *
 * @param others says it where the path is in none of the dialects, or cannot be told
 */
public record ErrorDialects(ErrorDialect others, Map<Dialect, ErrorDialect> byDialect) {
    public ErrorDialects {
        byDialect = Map.copyOf(byDialect);
    }

    /** Who says it of requests for this path. */
    ErrorDialect at(String path) {
        return Dialect.of(path).map(byDialect::get).orElse(others);
    }
}
