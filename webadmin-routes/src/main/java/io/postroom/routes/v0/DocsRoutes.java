package io.postroom.routes.v0;

import io.postroom.core.error.RefusedException;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/**
 * {@code /openapi.json}, the description of {@code /v0}, and {@code /docs}, which shows it in a browser. Neither asks for a key, and a
 * browser that shows them asks no other host for anything.
 *
 * <p>Browsers keep the files and ask each time whether they are still the same (RFC 9110 §13.1.2): after an upgrade nobody sees old pages.
 */
public final class DocsRoutes implements PublicRoutes {
    private static final String DESCRIPTION = "/openapi.json";
    private static final String BASE = "/docs";
    private static final int FILE = 1; // after docs
    private static final String PAGE = "docs.html";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> TYPES = Map.of(
            PAGE,
            "text/html; charset=utf-8",
            "docs.css",
            CSS,
            "docs.js",
            SCRIPT,
            "swagger-ui.css",
            CSS,
            "swagger-ui-bundle.js",
            SCRIPT,
            "NOTICE.txt",
            "text/plain; charset=utf-8");

    /** The icons are in the style sheet of the viewer. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final V0Gate gate;

    @Inject
    public DocsRoutes(V0Gate gate) {
        this.gate = gate;
    }

    /** Put together when somebody asks for it first. */
    private static final class Described {
        static final byte[] JSON = ApiDescription.json();

        private Described() {}
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .getWithoutKey(DESCRIPTION, call -> answer(call, Described.JSON, "application/json"))
                .getWithoutKey(BASE, call -> file(call, PAGE))
                .getWithoutKey(BASE + "/", call -> file(call, PAGE))
                .getWithoutKey(BASE + "/:file", call -> file(call, call.path().segment(FILE)));
    }

    private static Answer file(Call call, String name) {
        String type = Optional.ofNullable(TYPES.get(name)).orElseThrow(() -> RefusedException.notFound("File"));
        try (InputStream in = DocsRoutes.class.getResourceAsStream(BASE + "/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            return answer(call, in.readAllBytes(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(Call call, byte[] octets, String type) {
        String tag = '"' + digest(octets) + '"';
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", tag);
        headers.put("Cache-Control", "no-cache");
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        if (call.header("If-None-Match").filter(known -> names(known, tag)).isPresent()) {
            return new Answer(304, headers, new Answer.Content.None());
        }
        InputStream in = new ByteArrayInputStream(octets);
        return new Answer(200, headers, new Answer.Content.Octets(in, type, OptionalLong.of(octets.length)));
    }

    private static boolean names(String known, String tag) {
        return Arrays.stream(known.split(","))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
    }

    private static String digest(byte[] octets) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(octets);
            return HexFormat.of().formatHex(all, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
