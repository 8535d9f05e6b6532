package io.postroom.core.trust.dkim;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts together what a signature of a message covers of the header (RFC 6376 §3.7). */
final class SignedHeader {
    private SignedHeader() {}

    /** The octets that were hashed and signed. */
    static byte[] octets(MailHeader header, SignatureTags signature) {
        StringBuilder signed = new StringBuilder();
        Map<String, Integer> taken = new HashMap<>();
        for (String name : signature.signedFields()) {
            List<HeaderField> fields = header.named(name);
            int count = taken.merge(name, 1, Integer::sum);
            if (count <= fields.size()) { // RFC 6376 §5.4.2: the last one first; what is not there counts as empty
                signed.append(signature.headerForm().form(fields.get(fields.size() - count)));
                signed.append("\r\n");
            }
        }
        signed.append(signature.headerForm().form(signature.field().unsigned()));
        return signed.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
