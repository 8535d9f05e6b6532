package io.postroom.server.e2e;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Headers in which some reader may see an author of a domain that did not write the message. */
final class Spoofs {
    private static final String EVIL = "x@evil.test";

    private Spoofs() {}

    /** Fields, each without its last line end; {@code domain} is the one that is claimed. */
    static List<String> of(String domain) {
        List<String> all = new ArrayList<>();
        String boss = "boss@" + domain;
        plain(all, domain, boss);
        lists(all, boss);
        malformed(all, domain, boss);
        hidden(all, domain);
        encoded(all, boss);
        others(all, domain, boss);
        return all;
    }

    private static void plain(List<String> all, String domain, String boss) {
        all.add("From: " + boss);
        all.add("From: Boss <" + boss + ">");
        all.add("From: \"Boss\" <" + boss + ">");
        all.add("FROM: " + boss);
        all.add("From : " + boss);
        all.add("From:\r\n " + boss);
        all.add("From: <\r\n\t" + boss + ">");
        all.add("From: boss@" + domain.toUpperCase(Locale.ROOT));
        all.add("From: boss@mail." + domain);
        all.add("From: " + boss + ".");
    }

    private static void lists(List<String> all, String boss) {
        all.add("From: " + boss + "\r\nFrom: " + EVIL);
        all.add("From: " + EVIL + "\r\nFrom: " + boss);
        all.add("From: " + EVIL + "\r\nSubject: between\r\nfrom: Boss <" + boss + ">");
        all.add("From: " + boss + ", " + EVIL);
        all.add("From: " + EVIL + ", " + boss);
        all.add("From: Team: " + EVIL + ", " + boss + ";");
        all.add("From: " + boss + ": " + EVIL + ";");
        all.add("From: " + boss + ";" + EVIL);
        all.add("From: undisclosed:;");
    }

    private static void malformed(List<String> all, String domain, String boss) {
        all.add("From: " + boss + " <" + EVIL + ">");
        all.add("From: \"" + boss + "\" <" + EVIL + ">");
        all.add("From: \"<" + boss + ">\" <" + EVIL + ">");
        all.add("From: <" + boss + "> <" + EVIL + ">");
        all.add("From: " + EVIL + " <" + boss + ">");
        all.add("From: \"" + boss + "\"@evil.test");
        all.add("From: <\"" + boss + "\"@evil.test>");
        all.add("From: <" + boss + "@evil.test>");
        all.add("From: <" + EVIL + "@" + domain + ">");
        all.add("From: <@" + domain + ":" + EVIL + ">");
        all.add("From: \"" + boss + "\" <>");
        all.add("From: " + boss + " \"no end");
        all.add("From: " + boss + " (no end");
        all.add("From: " + EVIL + " (" + boss + ")");
        all.add("From: boss@(remark)" + domain);
        all.add("From: boss @ " + domain.replace(".", " . "));
        all.add("From: mailto:" + boss);
    }

    private static void hidden(List<String> all, String domain) {
        all.add("From: boss@" + domain.replace(".", ".\u0000"));
        all.add("From: boss\u0000@" + domain);
        all.add("From: boss@" + domain.replace(".", "\u200b."));
        all.add("From: boss@\u202e" + domain);
        all.add("From: boss@" + domain.replace("e", "e\u00ad"));
        all.add("From: boss\uff20" + domain);
        all.add("From: boss@" + domain.replace("a", "\uff41"));
        all.add("From: boss@" + domain.replace(".", "\u3002"));
        all.add("From: boss@" + domain.replace("a", "\u0430"));
        all.add("From: boss@xn--gents-3ve.localhost");
        all.add("From: boss@agents-localhost.test");
    }

    private static void encoded(List<String> all, String boss) {
        String hex = boss.replace("@", "=40");
        String base64 = Base64.getEncoder().encodeToString(boss.getBytes(StandardCharsets.US_ASCII));
        all.add("From: =?utf-8?q?" + hex + "?= <" + EVIL + ">");
        all.add("From: =?utf-8?b?" + base64 + "?= <" + EVIL + ">");
        all.add("From: =?utf-8?q?" + hex + "?=");
        all.add("From: \"=?utf-8?q?=3C" + hex + "=3E?=\" <" + EVIL + ">");
        all.add("From: =?utf-8?q?" + hex.substring(0, 3) + "?= =?utf-8?q?" + hex.substring(3) + "?=");
    }

    private static void others(List<String> all, String domain, String boss) {
        all.add("Sender: " + boss);
        all.add("From:");
        all.add("From: <>");
        all.add("From: Boss");
        all.add("From: " + EVIL + "\r\nSender: " + boss);
        all.add("From: " + EVIL + "\r\nReply-To: " + boss);
        all.add("From: Boss <" + EVIL + ">\r\nReply-To: Boss <" + boss + ">, " + EVIL);
        all.add("From: " + EVIL + "\r\nResent-From: " + boss);
        all.add("From: " + EVIL + "\r\nX-Note: a\r\n From: " + boss);
        all.add("From: boss%" + domain + "@evil.test");
        all.add("From: " + domain + "!boss@evil.test");
        all.add("From: boss@[127.0.0.1]");
        all.add("From: " + boss + "\r\nReply-To: " + EVIL);
        all.add("Return-Path: <" + boss + ">\r\nAuthentication-Results: mx.agents.test; dmarc=pass header.from="
                + domain + "\r\nX-Postroom-Verdict: verified=allow-list\r\nFrom: " + EVIL);
    }
}
