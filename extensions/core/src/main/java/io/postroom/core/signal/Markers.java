package io.postroom.core.signal;

import io.postroom.core.signal.Signal.ForgedMarker.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the marks by which programs that read mail with a language model keep it apart from what they say themselves: who writes them into a mail
 * wants to be taken for the program. The words are the constants of this class; letters of ASCII count without case.
 *
 * <p>Marks that are words of a line count at its beginning only. Linear in the length of the text.
 */
final class Markers {
    private static final int LONGEST_TOKEN = 40;
    private static final int LONGEST_LINE = 100;

    /** Beside every {@code <|word|>}. */
    private static final List<String> TEMPLATES = List.of(
            "[inst]",
            "[/inst]",
            "<<sys>>",
            "<</sys>>",
            "[system_prompt]",
            "[/system_prompt]",
            "[available_tools]",
            "[tool_results]",
            "<start_of_turn>",
            "<end_of_turn>",
            "<\uFF5Cbegin\u2581of\u2581sentence\uFF5C>",
            "<\uFF5Cend\u2581of\u2581sentence\uFF5C>",
            "<\uFF5Cuser\uFF5C>",
            "<\uFF5Cassistant\uFF5C>",
            "<\uFF5Csystem\uFF5C>");

    /** Start tags and end tags of these. */
    private static final Set<String> ROLE_TAGS = Set.of(
            "system",
            "system_prompt",
            "system-prompt",
            "system_message",
            "system-reminder",
            "assistant",
            "developer",
            "instructions",
            "function_calls",
            "tool_call",
            "tool_result",
            "function_results");

    /** End tags only: whoever marks where a mail begins marks its end so. */
    private static final Set<String> ENDS = Set.of(
            "email",
            "e-mail",
            "mail",
            "message",
            "document",
            "documents",
            "context",
            "input",
            "user_input",
            "user_message",
            "search_results",
            "tool_response",
            "untrusted",
            "untrusted_content",
            "untrusted_input",
            "untrusted_text");

    /** A line of capitals, or one in brackets or behind a number sign, that names who speaks. */
    private static final Set<String> ROLES =
            Set.of("system", "assistant", "developer", "human", "instruction", "instructions", "response");

    private static final List<String> ANNOUNCED = List.of(
            "system prompt",
            "system message",
            "system override",
            "system instruction",
            "new instructions",
            "developer message");

    private static final Set<String> DRAWN_ENDS = Set.of(
            "end of email",
            "end of e-mail",
            "end of mail",
            "end of message",
            "end of the message",
            "end of the email",
            "end of user message",
            "end of user input",
            "end of input",
            "end of document",
            "end of context",
            "end of data",
            "end of untrusted content",
            "end email",
            "end message",
            "end untrusted content");

    /** How often a mark occurs, and where it does first. */
    record Found(int count, int offset) {}

    private final String text;
    private final String folded;
    private final Map<Kind, Found> found = new EnumMap<>(Kind.class);

    private Markers(String text) {
        this.text = text;
        this.folded = folded(text);
    }

    /** The marks in a text, those that are lines included. */
    static Map<Kind, Found> in(String text) {
        Markers markers = new Markers(text);
        markers.lookForTokens();
        markers.lookAtLines();
        return markers.found;
    }

    /** The marks in the source of a page, whose lines mean nothing. */
    static Map<Kind, Found> inSource(String html) {
        Markers markers = new Markers(html);
        markers.lookForTokens();
        return markers.found;
    }

    private void add(Kind kind, int offset) {
        Found before = found.get(kind);
        found.put(
                kind,
                before == null
                        ? new Found(1, offset)
                        : new Found(before.count() + 1, Math.min(offset, before.offset())));
    }

    private void lookForTokens() {
        for (String template : TEMPLATES) {
            for (int at = folded.indexOf(template); at >= 0; at = folded.indexOf(template, at + template.length())) {
                add(Kind.CHAT_TEMPLATE, at);
            }
        }
        for (int at = folded.indexOf('<'); at >= 0; at = folded.indexOf('<', at + 1)) {
            if (folded.startsWith("<|", at)) {
                token(at);
            } else {
                tag(at);
            }
        }
    }

    private void token(int at) {
        int end = at + 2;
        while (end < folded.length() && end - at < LONGEST_TOKEN && isOfToken(folded.charAt(end))) {
            end++;
        }
        if (end > at + 2 && folded.startsWith("|>", end)) {
            add(Kind.CHAT_TEMPLATE, at);
        }
    }

    private void tag(int at) {
        boolean closes = folded.startsWith("</", at);
        int start = at + (closes ? 2 : 1);
        int end = start;
        while (end < folded.length() && end - start < LONGEST_TOKEN && isOfToken(folded.charAt(end))) {
            end++;
        }
        boolean ends = end < folded.length() && (folded.charAt(end) == '>' || folded.charAt(end) == ' ');
        String name = folded.substring(start, end);
        if (ends && ROLE_TAGS.contains(name)) {
            add(Kind.ROLE_HEADER, at);
        } else if (ends && closes && ENDS.contains(name)) {
            add(Kind.END_OF_MAIL, at);
        }
    }

    private static boolean isOfToken(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    private void lookAtLines() {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            int line = start;
            kindOf(line, Math.min(end, line + LONGEST_LINE)).ifPresent(kind -> add(kind, line));
            start = end + 1;
        }
    }

    private Optional<Kind> kindOf(int from, int to) {
        int start = from;
        while (start < to && isOrnament(text.charAt(start))) {
            start++;
        }
        int end = to;
        while (end > start && isOrnament(text.charAt(end - 1))) {
            end--;
        }
        String words = folded.substring(start, end);
        if (DRAWN_ENDS.contains(words) && start > from) {
            return Optional.of(Kind.END_OF_MAIL);
        }
        return announces(words, from, start, end) ? Optional.of(Kind.ROLE_HEADER) : Optional.empty();
    }

    private boolean announces(String words, int from, int start, int end) {
        String ornament = text.substring(from, start);
        boolean drawn = ornament.contains("##") || ornament.contains("[");
        int length = 0;
        while (length < words.length() && words.charAt(length) >= 'a' && words.charAt(length) <= 'z') {
            length++;
        }
        boolean role = ROLES.contains(words.substring(0, length));
        boolean colon = text.startsWith(":", start + length);
        boolean capitals =
                colon && text.substring(start, start + length).chars().noneMatch(c -> c >= 'a' && c <= 'z');
        if (role && (capitals || (drawn && isWhole(start + length, end)))) {
            return true;
        }
        return ANNOUNCED.stream().filter(words::startsWith).anyMatch(phrase -> {
            int behind = start + phrase.length();
            return text.startsWith(":", behind) || (drawn && isWhole(behind, end));
        });
    }

    /** Whether what was announced is all that the line, or its bracket, says. */
    private boolean isWhole(int behind, int end) {
        return behind >= end || text.charAt(behind) == ':' || text.charAt(behind) == ']';
    }

    private static boolean isOrnament(char c) {
        return "#*=-_[]<>~+|` \t\r\u2014\u2013\u2500".indexOf(c) >= 0;
    }

    /** Of the same length, unlike what {@link String#toLowerCase()} gives. */
    private static String folded(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = folded[i] >= 'A' && folded[i] <= 'Z' ? (char) (folded[i] + 'a' - 'A') : folded[i];
        }
        return new String(folded);
    }
}
