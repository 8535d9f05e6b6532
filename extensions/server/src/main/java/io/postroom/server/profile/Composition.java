package io.postroom.server.profile;

import com.google.inject.Module;
import java.util.List;

/**
 * The modules a server is made of.
 *
 * @param modules everything that is bound
 * @param overrides bindings that replace those of {@code modules}
 */
public record Composition(List<Module> modules, List<Module> overrides) {
    public Composition {
        modules = List.copyOf(modules);
        overrides = List.copyOf(overrides);
    }
}
