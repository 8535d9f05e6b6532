package io.postroom.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code bin/postroom} to its end. */
final class Cli {
    private static final long PATIENCE_SECONDS = 180;

    private Cli() {}

    /**
     * What one run left.
     *
     * @param err what it said on standard error
     */
    record Result(int code, String out, String err) {}

    static Result run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /** @param environment added to this process' own */
    static Result run(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Checkout.program().toString()));
        command.addAll(List.of(arguments));
        try {
            // files, not pipes: a detached server inherits them and would hold a pipe open
            Path out = Files.createTempFile("postroom-cli", ".out");
            Path err = Files.createTempFile("postroom-cli", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(Redirect.to(out.toFile()))
                    .redirectError(Redirect.to(err.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not end: " + command);
            }
            Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
