package io.postroom.core.trust.dkim;

import io.postroom.core.message.RawMessage;
import io.postroom.core.trust.Result;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message with what its signatures are made of; its body is read once. Immutable. */
public final class SignedMail {
    static final String DKIM_SIGNATURE = "dkim-signature";
    static final int MOST_SIGNATURES = 10; // a message has one or two; each costs a question and some computing
    private static final int MOST_FORMS =
            4; // all there are without lengths, which prove nothing; each costs a run over the body
    private static final int BUFFER = 16 * 1024;

    private final MailHeader header;
    private final Map<BodyForm, BodyHash.Hashed> bodies;

    private SignedMail(MailHeader header, Map<BodyForm, BodyHash.Hashed> bodies) {
        this.header = header;
        this.bodies = bodies;
    }

    /** Reads {@code raw}; throws {@link UncheckedIOException} if it cannot be read. */
    public static SignedMail read(RawMessage raw) {
        try (InputStream in = new BufferedInputStream(raw.open(), BUFFER)) {
            MailHeader header = MailHeader.read(in);
            Map<BodyForm, BodyHash> hashes = new HashMap<>();
            for (SignatureTags signature : signatures(header)) {
                if (hashes.size() < MOST_FORMS) {
                    hashes.computeIfAbsent(signature.bodyForm(), BodyHash::new);
                }
            }
            if (header.wellFormed() && !hashes.isEmpty()) {
                hash(in, hashes.values());
            }
            Map<BodyForm, BodyHash.Hashed> bodies = new HashMap<>();
            hashes.forEach((form, hash) -> bodies.put(form, hash.finish()));
            return new SignedMail(header, Map.copyOf(bodies));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hash(InputStream body, Collection<BodyHash> hashes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            for (BodyHash hash : hashes) {
                hash.update(buffer, count);
            }
        }
    }

    /** Those that may be checked later; what is malformed shows then. */
    private static List<SignatureTags> signatures(MailHeader header) {
        List<SignatureTags> signatures = new ArrayList<>();
        List<HeaderField> dkim = header.named(DKIM_SIGNATURE);
        for (HeaderField field : dkim.subList(0, Math.min(dkim.size(), MOST_SIGNATURES))) {
            try {
                signatures.add(SignatureTags.ofDkim(field));
            } catch (UnusableSignatureException e) {
                continue; // DkimCheck says so
            }
        }
        ArcSets.of(header).latestSignature().ifPresent(latest -> signatures.add(0, latest));
        return signatures;
    }

    public MailHeader header() {
        return header;
    }

    /** What the body hashes to in this form; throws {@link UnusableSignatureException} where signatures of this message ask for too many. */
    BodyHash.Hashed body(BodyForm form) {
        BodyHash.Hashed hashed = bodies.get(form);
        if (hashed == null) {
            throw new UnusableSignatureException(Result.POLICY, "signatures cover the body in too many ways");
        }
        return hashed;
    }
}
