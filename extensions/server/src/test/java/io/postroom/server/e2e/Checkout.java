package io.postroom.server.e2e;

import java.nio.file.Path;

/** Where things are in the checkout under test. */
final class Checkout {
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();

    private Checkout() {}

    static Path root() {
        return MODULE.getParent().getParent();
    }

    /** The program an operator runs. */
    static Path program() {
        return root().resolve("bin").resolve("postroom");
    }

    /** What {@code mvn package} makes of this module. */
    static Path packaged() {
        return MODULE.resolve("target").resolve("postroom");
    }

    /** The scripts that drive the server with the official client. */
    static Path conformance() {
        return MODULE.resolve("conformance");
    }

    /** The client of the Assmbl dialect, with its tests. */
    static Path pythonClient() {
        return root().resolve("webadmin-routes").resolve("clients").resolve("python");
    }

    static Path testClasses() {
        return MODULE.resolve("target").resolve("test-classes");
    }

    /** Where tests may write; removed by {@code mvn clean}. */
    static Path scratch(String name) {
        return MODULE.resolve("target").resolve("e2e").resolve(name);
    }

    /** Public test mail, beside the checkout; may be absent. */
    static Path corpora() {
        return root().resolveSibling("shared").resolve("corpora");
    }
}
