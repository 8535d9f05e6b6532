package io.postroom.james.mime;

import io.postroom.core.extract.Lines.Role;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** What the markup of mail clients says of the text in it. */
final class HtmlMarkup {
    private static final Set<String> QUOTE_CLASSES = Set.of("gmail_quote", "protonmail_quote", "x_gmail_quote");

    /** Where these begin, an earlier message begins and goes on to the end. */
    private static final Set<String> HISTORY_IDS = Set.of(
            "divrplyfwdmsg", // Outlook on the web
            "x_divrplyfwdmsg",
            "olk_src_body_section", // Outlook for Mac
            "stopspelling", // Hotmail
            "mail-editor-reference-message-container", // Outlook, new
            "reply-intro", // Roundcube
            "isreplycontent"); // NetEase

    private static final Set<String> HISTORY_CLASSES = Set.of(
            "yahoo_quoted", "protonmail_quote", "tutanota_quote", "zmail_extra", "ms-outlook-mobile-reference-message");

    private static final Set<String> SIGNATURE_CLASSES = Set.of(
            "gmail_signature",
            "moz-signature",
            "x_gmail_signature",
            "protonmail_signature_block",
            "ms-outlook-mobile-signature");

    private static final Set<String> SIGNATURE_IDS = Set.of("signature", "ms-outlook-mobile-signature", "x_signature");

    private static final Set<String> UNSEEN = Set.of(
            "head", "style", "script", "title", "template", "noscript", "object", "select", "textarea", "svg", "math");

    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figure",
            "footer",
            "form",
            "header",
            "li",
            "main",
            "nav",
            "ol",
            "pre",
            "section",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "tr",
            "ul",
            "caption");

    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6");

    private HtmlMarkup() {}

    /** What the element, by itself, makes of the lines in it. */
    static Role roleOf(Element element) {
        String id = element.id().toLowerCase(Locale.ROOT);
        if (HISTORY_IDS.contains(id) || has(element, HISTORY_CLASSES)) {
            return Role.HISTORY;
        }
        if (element.normalName().equals("blockquote") && isQuotation(element)) {
            return Role.QUOTE;
        }
        boolean signature = SIGNATURE_IDS.contains(id)
                || has(element, SIGNATURE_CLASSES)
                || element.hasAttr("data-signatureblock")
                || element.attr("data-smartmail").equals("gmail_signature");
        return signature ? Role.SIGNATURE : Role.TEXT;
    }

    /** A block quotation may also be what somebody indents or cites in a text of their own. */
    private static boolean isQuotation(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
        return element.attr("type").equalsIgnoreCase("cite")
                || has(element, QUOTE_CLASSES)
                || (style.contains("border-left:") && !style.contains("border-left:none"))
                || style.contains("border-left-style:solid");
    }

    private static boolean has(Element element, Set<String> classes) {
        return element.hasAttr("class")
                && List.of(element.attr("class").toLowerCase(Locale.ROOT).split("\\s+")).stream()
                        .anyMatch(classes::contains);
    }

    /** Whether what is in it is no text of the page, however it is styled. */
    static boolean isUnseen(Element element) {
        return UNSEEN.contains(element.normalName());
    }

    static boolean isBlock(Element element) {
        return BLOCKS.contains(element.normalName());
    }

    static boolean isParagraph(Element element) {
        return PARAGRAPHS.contains(element.normalName());
    }

    static boolean isCell(Element element) {
        return element.normalName().equals("td") || element.normalName().equals("th");
    }
}
