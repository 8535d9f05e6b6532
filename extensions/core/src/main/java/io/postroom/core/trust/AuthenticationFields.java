package io.postroom.core.trust;

import io.postroom.core.account.MailDomain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code /v0} shows of an {@link Authentication}: plain JDK values, for whoever writes JSON. What is absent, or empty, has no key, but
 * {@code signatures} and {@code sealers} are always there.
 */
public final class AuthenticationFields {
    private AuthenticationFields() {}

    /** A new map, which the caller may add to. */
    public static Map<String, Object> of(Authentication authentication) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("spf", spf(authentication.spf()));
        fields.put("dkim", dkim(authentication));
        fields.put("dmarc", dmarc(authentication.dmarc()));
        fields.put("arc", arc(authentication.arc()));
        return fields;
    }

    private static Map<String, Object> spf(SpfFinding spf) {
        Map<String, Object> fields = finding(spf);
        spf.domain().ifPresent(domain -> {
            fields.put("domain", domain.value());
            fields.put("identity", word(spf.identity()));
        });
        return fields;
    }

    private static Map<String, Object> dkim(Authentication authentication) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("result", authentication.dkimResult().word());
        fields.put(
                "signatures",
                authentication.dkim().stream()
                        .map(AuthenticationFields::signature)
                        .toList());
        return fields;
    }

    private static Map<String, Object> signature(DkimFinding signature) {
        Map<String, Object> fields = finding(signature);
        signature.domain().ifPresent(domain -> fields.put("domain", domain.value()));
        if (!signature.selector().isEmpty()) {
            fields.put("selector", signature.selector());
        }
        return fields;
    }

    private static Map<String, Object> dmarc(DmarcFinding dmarc) {
        Map<String, Object> fields = finding(dmarc);
        dmarc.from().ifPresent(domain -> fields.put("domain", domain.value()));
        fields.put("policy", dmarc.policy().word());
        fields.put("aligned", word(dmarc.aligned()));
        return fields;
    }

    private static Map<String, Object> arc(ArcFinding arc) {
        Map<String, Object> fields = finding(arc);
        List<String> sealers = arc.sealers().stream().map(MailDomain::value).toList();
        fields.put("sealers", sealers);
        return fields;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("result", finding.result().word());
        if (!finding.reason().isEmpty()) {
            fields.put("reason", finding.reason());
        }
        return fields;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
