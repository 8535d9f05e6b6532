package io.postroom.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.postroom.server.launch.DataDirectory;
import io.postroom.server.launch.ServerState;
import io.postroom.server.launch.StateFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import nl.altindag.ssl.SSLFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code postroom status}: one JSON object about a server. */
@Command(name = "status", description = "Says in JSON what a server is doing.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws JsonProcessingException, InterruptedException {
        DataDirectory directory = data.directory();
        Map<String, Object> json = new LinkedHashMap<>();
        ServerState state = new StateFile(directory).ofRunningServer().orElse(null);
        if (state == null) {
            json.put("status", "stopped");
            json.put("data", directory.root().toString());
        } else {
            describe(state, directory, json);
        }
        System.out.println(
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json));
        return 0;
    }

    private static void describe(ServerState state, DataDirectory directory, Map<String, Object> json)
            throws InterruptedException {
        json.put("status", state.phase().name().toLowerCase(Locale.ROOT));
        json.put("health", healthOf(state));
        json.put("profile", state.profile());
        json.put("version", state.version());
        json.put("data", directory.root().toString());
        Map<String, Long> processes = new LinkedHashMap<>();
        processes.put("james", state.server().pid());
        state.cassandra()
                .flatMap(identity -> identity.find())
                .ifPresent(node -> processes.put("cassandra", node.pid()));
        json.put("pids", processes);
        json.put("ports", new TreeMap<>(state.ports()));
        state.certificate().ifPresent(file -> json.put("tls", certificateIn(file)));
    }

    /** The certificate that is in the file now, which is the one in use unless the log says otherwise. */
    private static Map<String, Object> certificateIn(String file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("certificate", file);
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            X509Certificate own =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            json.put("subject", own.getSubjectX500Principal().getName());
            json.put("expires", own.getNotAfter().toInstant().toString());
        } catch (IOException | CertificateException e) {
            json.put("error", "the file cannot be read now: " + e.getMessage());
        }
        return json;
    }

    /** {@code ok} if the server says that it accepts mail, else {@code unavailable}. */
    private static String healthOf(ServerState state) throws InterruptedException {
        boolean tls = state.certificate().isPresent();
        URI page = URI.create(
                (tls ? "https" : "http") + "://127.0.0.1:" + state.ports().get("api") + "/healthz");
        try {
            HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(TIMEOUT);
            HttpResponse<Void> answer = (tls ? client.sslContext(anyCertificate()) : client)
                    .build()
                    .send(
                            HttpRequest.newBuilder(page).timeout(TIMEOUT).build(),
                            HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200 ? "ok" : "unavailable";
        } catch (IOException e) {
            return "unavailable"; // not listening yet, or no longer
        }
    }

    /** The certificate names another host than this one, and nothing is told or believed here that would be worth a lie. */
    private static SSLContext anyCertificate() {
        return SSLFactory.builder()
                .withUnsafeTrustMaterial()
                .withUnsafeHostnameVerifier()
                .build()
                .getSslContext();
    }
}
