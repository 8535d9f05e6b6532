package io.postroom.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Scripts in JavaScript with a {@code package-lock.json}, and the Node.js that runs them.
 *
 * @param scratch where what they print is kept
 */
record NodeScripts(Path directory, Path scratch) {
    private static final int OLDEST = 18;
    private static final Duration INSTALLED_WITHIN = Duration.ofMinutes(3);
    private static final Duration DONE_WITHIN = Duration.ofMinutes(4);
    private static final int SHOWN_LINES = 100;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.");
    private static final Pattern FAILED = Pattern.compile("\\s*not ok .*");
    private static final Pattern DETAIL = Pattern.compile("\\s*(---|duration_ms:.*|location:.*|failureType:.*)");
    private static final Pattern END = Pattern.compile("\\s*(stack:.*|\\.\\.\\.)");

    /** How npm says that it does not reach what it was to fetch from. */
    private static final Pattern OUT_OF_REACH =
            Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|E50[234]");

    NodeScripts {
        try {
            Files.createDirectories(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why they cannot run here; installs what they need if it is not there yet. */
    Optional<String> obstacle() {
        Optional<String> version = version();
        Matcher matcher = VERSION.matcher(version.orElse(""));
        if (!matcher.lookingAt() || Integer.parseInt(matcher.group(1)) < OLDEST) {
            return Optional.of(
                    "needs Node.js " + OLDEST + " or newer on the path, which has " + version.orElse("none"));
        }
        return isInstalled() ? Optional.empty() : install();
    }

    private Optional<String> version() {
        try {
            Path output = scratch.resolve("version.txt");
            return run(Duration.ofSeconds(20), output, Map.of(), "node", "--version") == 0
                    ? Optional.of(Files.readString(output).strip())
                    : Optional.empty();
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        }
    }

    /** npm leaves a list of what it installed, last. */
    private boolean isInstalled() {
        try {
            Path installed = directory.resolve("node_modules").resolve(".package-lock.json");
            Path wanted = directory.resolve("package-lock.json");
            return Files.exists(installed)
                    && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> install() {
        Path output = scratch.resolve("install.txt");
        try {
            if (run(INSTALLED_WITHIN, output, Map.of(), "npm", "ci", "--no-audit", "--no-fund") == 0) {
                return Optional.empty();
            }
            String said = Files.readString(output);
            if (OUT_OF_REACH.matcher(said).find()) {
                return Optional.of("the npm registry is out of reach: "
                        + said.lines().findFirst().orElse(""));
            }
            throw new AssertionError("npm ci: " + said);
        } catch (IOException noSuchProgram) {
            return Optional.of("needs npm on the path: " + noSuchProgram.getMessage());
        }
    }

    /** Runs them all; what they print is in {@link #output}. */
    int run(Map<String, String> environment) throws IOException {
        return run(DONE_WITHIN, output(), environment, "node", "main.mjs");
    }

    Path output() {
        return scratch.resolve("output.txt");
    }

    /** What {@link #output} says of each test that failed, without stacks; its end, if that is not in the Test Anything Protocol. */
    String failures() {
        List<String> output = lines(output());
        List<String> said = new ArrayList<>();
        boolean failed = false;
        for (String line : output) {
            failed = !END.matcher(line).matches()
                    && (failed || FAILED.matcher(line).matches());
            if (failed && !DETAIL.matcher(line).matches()) {
                said.add(line.strip());
            }
        }
        List<String> told =
                said.isEmpty() ? output.subList(Math.max(0, output.size() - SHOWN_LINES), output.size()) : said;
        return told.stream().limit(SHOWN_LINES).collect(Collectors.joining("\n"));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException if there is no such program */
    private int run(Duration patience, Path output, Map<String, String> environment, String... command)
            throws IOException {
        return Program.run(directory, patience, output, environment, command);
    }
}
