package io.postroom.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The memory app of James as James ships it, in a process of its own, with our extensions beside it.
 *
 * <p>The three files that bring our extensions in are those we ship as a sample; the others are what any James has.
 */
final class StockJames implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(120);
    private static final Map<String, String> ANY_JAMES_HAS = Map.of(
            "smtpserver.xml", """
            <smtpservers>
              <smtpserver enabled="true">
                <jmxName>smtp</jmxName>
                <bind>127.0.0.1:%SMTP%</bind>
                <tls socketTLS="false" startTLS="false"/>
                <auth><announce>never</announce></auth>
                <handlerchain>
                  <handler class="org.apache.james.smtpserver.fastfail.ValidRcptHandler"/>
                  <handler class="org.apache.james.smtpserver.CoreCmdHandlerLoader"/>
                </handlerchain>
              </smtpserver>
            </smtpservers>
            """,
            "domainlist.xml", """
            <domainlist>
              <autodetect>false</autodetect>
              <autodetectIP>false</autodetectIP>
              <defaultDomain>localhost</defaultDomain>
            </domainlist>
            """,
            "usersrepository.xml", """
            <usersrepository name="LocalUsers">
              <enableVirtualHosting>true</enableVirtualHosting>
            </usersrepository>
            """,
            "jmap.properties", "enabled=false\n",
            "jmx.properties", "jmx.enabled=false\n",
            "logback.xml", """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level %logger{1} %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="out"/></root>
            </configuration>
            """);

    private final Path directory;
    private final int offset;
    private final Process process;

    private StockJames(Path directory, int offset, Process process) {
        this.directory = directory;
        this.offset = offset;
        this.process = process;
    }

    /** Where James' own jars are, if the build has put them there. */
    static Optional<Path> libraries() {
        return Optional.of(Checkout.root().resolve("extensions/stock-james/target/lib"))
                .filter(Files::isDirectory);
    }

    /** Where our build puts what is dropped into a James. */
    static Path packaged(String name) {
        return Checkout.packaged().resolve(name);
    }

    /** Starts it in a fresh directory; returns once WebAdmin answers. */
    static StockJames start(Path libraries) {
        Path directory = Checkout.scratch("stock-james");
        int offset = PortOffsets.free();
        try {
            empty(directory);
            furnish(directory, offset);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx384m",
                            "-Dworking.directory=" + directory,
                            "-Dlogback.configurationFile=" + directory.resolve("conf/logback.xml"),
                            "-cp",
                            libraries + "/*",
                            "org.apache.james.MemoryJamesServerMain")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("james.log").toFile())
                    .start();
            StockJames james = new StockJames(directory, offset, process);
            james.awaitStart();
            return james;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void furnish(Path directory, int offset) throws IOException {
        Path conf = Files.createDirectories(directory.resolve("conf"));
        for (Map.Entry<String, String> file : ANY_JAMES_HAS.entrySet()) {
            Files.writeString(conf.resolve(file.getKey()), file.getValue().replace("%SMTP%", port("smtp", offset)));
        }
        Files.copy(packaged("dropin-conf/extensions.properties"), conf.resolve("extensions.properties"));
        Files.copy(packaged("dropin-conf/mailetcontainer.xml"), conf.resolve("mailetcontainer.xml"));
        String webAdmin = Files.readString(packaged("dropin-conf/webadmin.properties"));
        Files.writeString(
                conf.resolve("webadmin.properties"), webAdmin.replace("port=8000", "port=" + port("webadmin", offset)));
        Files.writeString(conf.resolve("postroom.properties"), "webhooks.allow-private-networks=true\n");
        Files.createSymbolicLink(directory.resolve("extensions-jars"), packaged("extensions-jars"));
    }

    private static String port(String name, int offset) {
        return Integer.toString(PortOffsets.DEFAULTS.get(name) + offset);
    }

    private void awaitStart() {
        Eventually.get(STARTS_WITHIN, "the start of James, see " + directory.resolve("james.log"), () -> {
            if (!process.isAlive()) {
                throw new AssertionError("James ended while starting, see " + directory.resolve("james.log"));
            }
            return Files.readString(directory.resolve("james.log")).contains("JAMES server started")
                    ? Optional.of(true)
                    : Optional.empty();
        });
    }

    /** The API in James' WebAdmin, with the first key. */
    RestClient rest() {
        try {
            String key = Files.readString(directory.resolve("var/postroom/root-api-key"));
            return RestClient.at(PortOffsets.DEFAULTS.get("webadmin") + offset).with(key.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int smtpPort() {
        return PortOffsets.DEFAULTS.get("smtp") + offset;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void empty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException failure) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
