package io.postroom.core.trust;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.DmarcFinding.Alignment;
import io.postroom.core.trust.SpfFinding.Identity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the body of an {@code Authentication-Results} field (RFC 8601 §2.2). Throws {@link MalformedFieldException}. */
final class ResultsReader {
    private static final int MOST_METHODS = 200;

    /** What a field says of one method; properties by {@code ptype.property}, the reason as {@code reason}. */
    private record Said(String method, Result result, Map<String, String> properties) {
        String reason() {
            return properties.getOrDefault("reason", "");
        }

        Optional<MailDomain> domain(String property) {
            return Optional.ofNullable(properties.get(property)).map(ResultsReader::domainOf);
        }
    }

    private final StructuredText text;

    ResultsReader(String body) {
        this.text = new StructuredText(body);
    }

    /** Whether {@code body} is as the grammar wants it. */
    static boolean isWellFormed(String body) {
        try {
            new ResultsReader(body).all();
            return true;
        } catch (MalformedFieldException e) {
            return false;
        }
    }

    Authentication authentication() {
        List<Said> all = all();
        SpfFinding spf = spf(only(all, "spf"));
        List<DkimFinding> dkim = all.stream()
                .filter(said -> said.method().equals("dkim") && said.result() != Result.NONE)
                .map(said -> new DkimFinding(
                        said.result(),
                        said.domain("header.d"),
                        said.properties().getOrDefault("header.s", ""),
                        said.reason()))
                .toList();
        return new Authentication(spf, dkim, dmarc(only(all, "dmarc")), arc(only(all, "arc")));
    }

    private static SpfFinding spf(Said said) {
        Identity identity = said.properties().containsKey(AuthenticationResults.propertyOf(Identity.HELO))
                ? Identity.HELO
                : Identity.MAIL_FROM;
        return new SpfFinding(
                said.result(), identity, said.domain(AuthenticationResults.propertyOf(identity)), said.reason());
    }

    private static DmarcFinding dmarc(Said said) {
        DmarcPolicy policy = DmarcPolicy.of(said.properties().getOrDefault("policy.dmarc", ""))
                .orElseThrow(() -> new MalformedFieldException("no such policy"));
        String word = said.properties().getOrDefault(AuthenticationResults.ALIGNED, "");
        Alignment aligned = Arrays.stream(Alignment.values())
                .filter(value -> value.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new MalformedFieldException("no such alignment"));
        try {
            return new DmarcFinding(said.result(), said.domain("header.from"), policy, aligned, said.reason());
        } catch (IllegalArgumentException e) {
            throw new MalformedFieldException("a result that cannot be");
        }
    }

    private static ArcFinding arc(Said said) {
        String sealers = said.properties().getOrDefault(AuthenticationResults.SEALERS, "");
        List<MailDomain> domains = sealers.isEmpty()
                ? List.of()
                : Arrays.stream(sealers.split(" ", -1))
                        .map(ResultsReader::domainOf)
                        .toList();
        return new ArcFinding(said.result(), domains, said.reason());
    }

    private static Said only(List<Said> all, String method) {
        List<Said> found =
                all.stream().filter(said -> said.method().equals(method)).toList();
        if (found.size() != 1) {
            throw new MalformedFieldException("not one result of " + method);
        }
        return found.get(0);
    }

    private static MailDomain domainOf(String value) {
        try {
            return new MailDomain(value);
        } catch (IllegalArgumentException e) {
            throw new MalformedFieldException("not a domain");
        }
    }

    /** RFC 8601 §2.2: the name of the server, perhaps a version, and then results, or the word {@code none}. */
    private List<Said> all() {
        text.value(";");
        text.skipComments();
        if (!text.isAtEnd() && !text.skip(';')) {
            text.value(";"); // the version
            text.expect(';');
        }
        List<Said> all = new ArrayList<>();
        text.skipComments();
        while (!text.isAtEnd()) {
            String method = text.value("=/;").toLowerCase(Locale.ROOT);
            if (all.isEmpty() && method.equals("none") && !text.skip('=')) {
                text.skipComments();
                continue;
            }
            all.add(said(method));
            if (all.size() > MOST_METHODS) {
                throw new MalformedFieldException("too many results");
            }
        }
        return all;
    }

    private Said said(String method) {
        if (text.skip('/')) {
            text.value("=;"); // the version of the method
        }
        text.expect('=');
        Result result = Result.of(text.value(";")).orElseThrow(() -> new MalformedFieldException("no such result"));
        Map<String, String> properties = new LinkedHashMap<>();
        text.skipComments();
        while (!text.isAtEnd() && !text.skip(';')) {
            String name = text.value("=;").toLowerCase(Locale.ROOT);
            text.expect('=');
            properties.putIfAbsent(name, text.value(";"));
            text.skipComments();
        }
        text.skipComments();
        return new Said(method, result, properties);
    }
}
