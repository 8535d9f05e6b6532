package io.postroom.routes.v0;

import io.postroom.core.text.UrlText;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Downloads;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/**
 * {@code /v0/downloads/{token}}: raw messages and attachments for whoever holds a signed link.
 *
 * <p>What strangers sent must not run in a browser under our origin: it is saved, not shown, not sniffed at, and sandboxed in case it is
 * shown after all.
 */
public final class DownloadRoutes implements PublicRoutes {
    private static final String BASE = "/v0/downloads";
    private static final int TOKEN = 2;
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final Set<String> HARMLESS_KINDS = Set.of("audio", "video");
    private static final Set<String> HARMLESS_TYPES = Set.of(
            "application/gzip",
            "application/json",
            "application/msword",
            "application/pdf",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/zip",
            "image/bmp",
            "image/gif",
            "image/jpeg",
            "image/png",
            "image/tiff",
            "image/webp",
            "message/rfc822",
            "text/calendar",
            "text/csv",
            "text/plain");

    private final V0Gate gate;
    private final Downloads downloads;

    @Inject
    public DownloadRoutes(V0Gate gate, Downloads downloads) {
        this.gate = gate;
        this.downloads = downloads;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service).getWithoutKey(Downloads.PATH + ":token", this::download);
    }

    private Answer download(Call call) {
        Downloads.Opened opened = downloads.open(call.path().segment(TOKEN));
        Map<String, String> headers = Map.of(
                "Content-Disposition", disposition(opened.filename()),
                "X-Content-Type-Options", "nosniff",
                "Content-Security-Policy", "sandbox; default-src 'none'",
                "Cache-Control", "private, no-store");
        String type = opened.contentType().filter(DownloadRoutes::isHarmless).orElse(UNKNOWN_TYPE);
        return new Answer(200, headers, new Answer.Content.Octets(opened.octets(), type, opened.length()));
    }

    private static boolean isHarmless(String type) {
        int slash = type.indexOf('/');
        boolean plain = type.chars().allMatch(c -> c > ' ' && c < 127 && c != ';' && c != ',');
        return HARMLESS_TYPES.contains(type)
                || (plain && slash > 0 && HARMLESS_KINDS.contains(type.substring(0, slash)));
    }

    /** RFC 6266 §4.3: a plain name for old clients, and the whole one for the others. */
    private static String disposition(Optional<String> filename) {
        return filename.map(name -> "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + extended(name))
                .orElse("attachment");
    }

    private static String ascii(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.codePoints()
                .forEach(c -> plain.append(c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' ? '_' : (char) c));
        return plain.toString();
    }

    /** RFC 8187 §3.2.1, ext-value: octets that are not attr-char are percent-encoded. */
    private static String extended(String name) {
        return UrlText.percentEncoded(name, "!#$&+-.^_`|~");
    }
}
