package io.postroom.core.signal;

import io.postroom.core.extract.HtmlText;
import io.postroom.core.extract.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds links whose words name another host than they lead to. */
final class LinkSignals {
    private static final int MAX_LINKS = 2_000;
    private static final int MAX_FOUND = 20;
    private static final int MAX_WORDS = 300;

    /** What ends like a domain and names a file. */
    private static final Set<String> FILES = Set.of(
            "csv", "doc", "docx", "eml", "gif", "gz", "htm", "html", "ics", "jpeg", "jpg", "js", "json", "log", "md",
            "mov", "mp3", "mp4", "pdf", "php", "png", "ppt", "pptx", "py", "rtf", "svg", "tar", "txt", "xls", "xlsx",
            "xml", "zip");

    private record Pair(String shown, String target) {}

    private final HtmlText page;

    LinkSignals(HtmlText page) {
        this.page = page;
    }

    /** The hosts that links of the page lead to, in order, with repetitions. */
    List<HostName> targets() {
        return page.anchors().stream()
                .limit(MAX_LINKS)
                .map(anchor -> HostName.ofUrl(anchor.url()))
                .flatMap(Optional::stream)
                .toList();
    }

    List<Signal> find() {
        Map<Pair, Integer> pairs = new LinkedHashMap<>();
        page.anchors().stream()
                .limit(MAX_LINKS)
                .forEach(anchor -> HostName.ofUrl(anchor.url())
                        .ifPresent(target -> shown(anchor.words())
                                .filter(host -> !host.isOfTheSame(target))
                                .map(host -> new Pair(host.ascii(), target.ascii()))
                                .filter(pair -> pairs.containsKey(pair) || pairs.size() < MAX_FOUND)
                                .ifPresent(pair -> pairs.merge(pair, 1, Integer::sum))));
        List<Signal> found = new ArrayList<>();
        pairs.forEach((pair, count) -> found.add(new Signal.LinkHost(pair.shown(), pair.target(), count)));
        return found;
    }

    private Optional<HostName> shown(Span words) {
        int end = Math.min(words.end(), words.start() + MAX_WORDS);
        for (String word : page.lines().text().substring(words.start(), end).split("[\\s<>()\"']+")) {
            Optional<HostName> host = hostOf(word);
            if (host.isPresent()) {
                return host;
            }
        }
        return Optional.empty();
    }

    /** The host that a word names: as a URL, or by itself. */
    private static Optional<HostName> hostOf(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return HostName.ofUrl(lower).filter(host -> host.ascii().indexOf('.') > 0);
        }
        int end = 0;
        while (end < lower.length() && "/?#:,;!".indexOf(lower.charAt(end)) < 0) {
            end++;
        }
        String name = lower.substring(0, end);
        return name.indexOf('@') < 0 ? HostName.of(name).filter(LinkSignals::isNamed) : Optional.empty();
    }

    /** Whether somebody who reads this takes it for a host: neither a number nor a file. */
    private static boolean isNamed(HostName host) {
        int dot = host.ascii().lastIndexOf('.');
        String last = host.ascii().substring(dot + 1);
        boolean letters = last.startsWith("xn--") || last.chars().allMatch(c -> c >= 'a' && c <= 'z');
        return dot > 0 && last.length() > 1 && letters && !FILES.contains(last);
    }
}
