package io.postroom.james.mime;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.mail.internet.ParameterList;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;

/**
 * A structured field such as {@code Content-Type} or {@code Content-Disposition}: a word and its parameters (RFC 2045 §5.1).
 *
 * <p>mime4j splits the field and refuses nothing; javax.mail puts together parameters in pieces and in other charsets (RFC 2231). Encoded
 * words within parameters, which RFC 2047 §5 forbids and many senders write, are decoded.
 *
 * @param word in lower case; empty if there is none
 * @param parameters by name in lower case, the first of each name, with encoded words as they are
 */
record FieldParameters(String word, Map<String, String> parameters) {
    /** {@code name*} and {@code name*0*}, whose content begins with a charset and a language (RFC 2231 §4). */
    private static final Pattern NAMES_CHARSET = Pattern.compile("[^*]+\\*(0\\*)?");

    private static final Pattern CHARSET = Pattern.compile("^([^']*)(?='[^']*')");
    private static final RawFieldParser PARSER = new Parser();

    FieldParameters {
        parameters = Map.copyOf(parameters);
    }

    static FieldParameters parse(String value) {
        ByteSequence octets = ContentUtil.encode(StandardCharsets.UTF_8, EncodedWords.hide(value));
        RawBody body = PARSER.parseRawBody(octets, new FieldCursor(octets.length()));
        Map<String, String> parameters = new HashMap<>();
        ParameterList extended = new ParameterList();
        for (NameValuePair pair : body.getParams()) {
            String name = pair.getName().toLowerCase(Locale.ROOT);
            Optional<String> content = Optional.ofNullable(pair.getValue()).map(EncodedWords::show);
            if (name.indexOf('*') > 0) {
                boolean namesCharset = NAMES_CHARSET.matcher(name).matches();
                content.ifPresent(c -> extended.set(name, namesCharset ? withKnownCharset(c) : c));
            } else {
                content.ifPresent(c -> parameters.putIfAbsent(name, c));
            }
        }
        extended.combineSegments();
        for (var names = extended.getNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            Optional.ofNullable(extended.get(name)) // none if it has a piece 1 but no piece 0
                    .ifPresent(content -> parameters.put(name, content));
        }
        return new FieldParameters(EncodedWords.show(body.getValue()).strip().toLowerCase(Locale.ROOT), parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).map(EncodedWords::decode);
    }

    /** Without a charset javax.mail would take that of the machine, and with an unknown one leave the content as it is. */
    private static String withKnownCharset(String content) {
        return CHARSET.matcher(content)
                .replaceFirst(charset -> Matcher.quoteReplacement(Charsets.nameFor(charset.group())));
    }

    /** Ends a value with its closing quote, where mime4j goes on to the next semicolon, which some senders forget. */
    private static final class Parser extends RawFieldParser {
        @Override
        public String parseValue(ByteSequence field, ParserCursor cursor, BitSet delimiters) {
            skipAllWhiteSpace(field, cursor);
            if (cursor.atEnd() || field.byteAt(cursor.getPos()) != '"') {
                return super.parseValue(field, cursor, delimiters);
            }
            StringBuilder quoted = new StringBuilder();
            copyQuotedContent(field, cursor, quoted);
            super.parseValue(field, cursor, delimiters);
            return quoted.toString();
        }
    }
}
