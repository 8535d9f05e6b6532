package io.postroom.core.webhook;

import io.postroom.core.error.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The request to change the headers that are sent with each call of a webhook. Names are compared without regard to case.
 *
 * @param set added, or put in the place of the one of that name
 * @param remove those that are not there are ignored
 */
public record UpdateHeaders(Map<String, String> set, List<String> remove) {
    static final int MAX_HEADERS = 20;
    private static final int MAX_NAME = 128;
    private static final int MAX_VALUE = 4096;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+"); // RFC 9110 §5.6.2, token
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*"); // RFC 9110 §5.5, less obs-text

    /** Names that say how a message is framed, routed (RFC 9110 §7.6.1) or signed: they are the server's. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "accept-encoding");

    private static final List<String> RESERVED_PREFIXES = List.of("svix-", "webhook-", "content-", "proxy-", ":");

    public UpdateHeaders {
        set = Map.copyOf(set);
        remove = List.copyOf(remove);
    }

    /**
     * From the fields of a request body; absent ones are empty.
     *
     * @throws RefusedException with all that is wrong, each with the path of its field
     */
    public static UpdateHeaders parse(Map<String, String> headers, List<String> removeHeaders) {
        WebhookProblems problems = new WebhookProblems();
        check(headers, problems);
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(headers.keySet());
        for (int i = 0; i < removeHeaders.size(); i++) {
            if (names.contains(removeHeaders.get(i))) {
                problems.add("a header is either set or removed", "remove_headers", String.valueOf(i));
            }
        }
        if (headers.isEmpty() && removeHeaders.isEmpty()) {
            problems.add("headers or remove_headers must name a header", "headers");
        }
        problems.refuseIfAny();
        return new UpdateHeaders(headers, removeHeaders);
    }

    static void check(Map<String, String> headers, WebhookProblems problems) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (headers.size() > MAX_HEADERS) {
            problems.add("a webhook has at most " + MAX_HEADERS + " headers", "headers");
        }
        headers.forEach((name, value) -> {
            if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
                problems.add("not a header name", "headers", name);
            } else if (isReserved(name.toLowerCase(Locale.ROOT))) {
                problems.add("this header is set by the server only", "headers", name);
            } else if (!seen.add(name)) {
                problems.add("the header is given twice", "headers", name);
            }
            if (value.length() > MAX_VALUE || !VALUE.matcher(value).matches()) {
                problems.add(
                        "a header value has at most " + MAX_VALUE + " printable ASCII characters", "headers", name);
            }
        });
    }

    private static boolean isReserved(String name) {
        return RESERVED.contains(name) || RESERVED_PREFIXES.stream().anyMatch(name::startsWith);
    }

    /** Without values, which may be credentials. */
    @Override
    public String toString() {
        return "UpdateHeaders[set=" + set.keySet() + ", remove=" + remove + "]";
    }
}
