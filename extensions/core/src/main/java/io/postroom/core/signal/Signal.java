package io.postroom.core.signal;

import io.postroom.core.extract.Way;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing about a message that a careful reader would want to know before acting on it. Evidence, not a verdict: most mail with a signal is
 * harmless, newsletters have several. What is hidden is counted and not repeated, so that a signal carries nothing of it to whoever reads signals.
 */
public sealed interface Signal {
    /** Where in the message. */
    enum Place {
        FROM,
        REPLY_TO,
        SUBJECT,
        TEXT,
        /** The source of the HTML, as the API shows it. */
        HTML,
        /** What is seen of the HTML, where the source has it in other characters. */
        SHOWN_HTML,
        /** What is not seen of the HTML. */
        HIDDEN_HTML,
        LINK
    }

    /** The sender has not written to this inbox before, nor has the inbox written to it. */
    record FirstContact() implements Signal {}

    /**
     * Answers go to another domain than the sender's.
     *
     * @param from the sender's domain
     * @param domains those of {@code Reply-To} that are others, in ASCII
     */
    record ForeignReplyTo(String from, List<String> domains) implements Signal {
        public ForeignReplyTo {
            domains = List.copyOf(domains);
        }
    }

    /** The name in {@code From} shows an address that is not the sender's. */
    record NamedAddress(String shown, String address) implements Signal {}

    /** The name in {@code From} is one of the recipient's side, and its address is not. */
    record OwnName(Kind of, String name, String address) implements Signal {
        /** Whose name it is. */
        public enum Kind {
            ORGANIZATION,
            INBOX,
            DOMAIN
        }
    }

    /**
     * A domain that people can take for another one (UTS 39 §4).
     *
     * @param domain in ASCII
     * @param shown as mail clients that decode it may show it (RFC 5890 §2.3.2.1)
     * @param resembles a domain of the recipient's side or of this message; or, if no such is known, what its letters read as
     * @param own whether that is a domain of the recipient's side
     */
    record LookalikeDomain(Place place, String domain, String shown, String resembles, boolean own) implements Signal {}

    /** A label of a domain has letters of several scripts that are not written together (UTS 39 §5.2). */
    record MixedScripts(Place place, String domain, String shown, List<String> scripts) implements Signal {
        public MixedScripts {
            scripts = List.copyOf(scripts);
        }
    }

    /** The words of a link name another host than it leads to. */
    record LinkHost(String shown, String target, int count) implements Signal {}

    /**
     * Text that people do not see.
     *
     * @param ways by what, with how many characters each, white space not counted
     * @param complete whether everything was looked at: beyond some effort style sheets are no longer followed
     */
    record HiddenText(Map<Way, Integer> ways, boolean complete) implements Signal {
        public HiddenText {
            ways = Map.copyOf(ways);
        }

        /** How many characters are hidden by all of these. */
        public int characters() {
            return ways.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * The plain text and the HTML say different things: see {@link Divergence}.
     *
     * @param textWords different words of the plain text
     * @param onlyInText how many of them the HTML does not have
     * @param htmlWords different words of what is seen of the HTML
     * @param onlyInHtml how many of them the plain text does not have
     */
    record DifferentTexts(int textWords, int onlyInText, int htmlWords, int onlyInHtml) implements Signal {}

    /**
     * Marks by which programs set mail apart from what their operator says: see {@link Markers}.
     *
     * @param offset of the first one, in UTF-16 code units of that field; empty where the field is not shown as such
     */
    record ForgedMarker(Kind mark, Place place, int count, Optional<Integer> offset) implements Signal {
        /** What it pretends to be. */
        public enum Kind {
            /** {@code <|im_start|>}, {@code [INST]} and their kin. */
            CHAT_TEMPLATE,
            /** A line that says that somebody other than the sender speaks from here. */
            ROLE_HEADER,
            /** The end of the mail, or of what is not to be trusted. */
            END_OF_MAIL
        }
    }
}
