package io.postroom.routes;

import io.postroom.core.account.MailDomain;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;

/** A zone file as a download. */
public final class ZoneFileAnswer {
    private ZoneFileAnswer() {}

    /** @param text in US-ASCII */
    public static Answer of(MailDomain domain, String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        return new Answer(
                200,
                Map.of("Content-Disposition", "attachment; filename=\"" + domain + ".zone\""),
                new Answer.Content.Octets(
                        new ByteArrayInputStream(octets), "application/octet-stream", OptionalLong.of(octets.length)));
    }
}
