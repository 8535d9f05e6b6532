package io.postroom.routes;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A file of ours that anybody may read. A browser that shows it asks no other host for anything; it keeps the file and asks each time whether
 * it is still the same (RFC 9110 §13.1.2): after an upgrade nobody sees old pages.
 */
public final class PublishedFile {
    /** The icons are in the style sheet of the viewer. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private PublishedFile() {}

    /** The file, or that it is still the one that the client has. */
    public static Answer of(Call call, byte[] octets, String type) {
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
