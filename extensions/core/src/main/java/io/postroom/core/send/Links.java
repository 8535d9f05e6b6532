package io.postroom.core.send;

import io.postroom.core.error.RefusedException;
import io.postroom.core.send.LinkedFiles.Fetched;
import io.postroom.core.send.LinkedFiles.UnfetchedException;
import io.postroom.core.send.OutgoingFile.Source;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the files that a letter links to into it. Thread-safe; blocks while they are fetched. */
public final class Links {
    /** Of one message, together. */
    public static final int MAX_OCTETS = 30_000_000;

    /** After so long no further file is begun with; each has as long for itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int MAX_NAME = 255;

    private final LinkedFiles files;
    private final Clock clock;

    public Links(LinkedFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * The letter with the contents of all of its files; itself if there is nothing to fetch.
     *
     * @throws RefusedException with the path of the link, if a file cannot be had
     */
    Letter followed(Letter letter) {
        List<OutgoingFile> files = letter.content().files();
        return isWhole(files) ? letter : letter.withContent(letter.content().withFiles(followed(files, "attachments")));
    }

    private static boolean isWhole(List<OutgoingFile> files) {
        return files.stream().noneMatch(file -> file.source() instanceof Source.Link);
    }

    /**
     * The files with their contents.
     *
     * @param name what the request calls the list
     * @throws RefusedException with the path of the link, if a file cannot be had
     */
    List<OutgoingFile> followed(List<OutgoingFile> linked, String name) {
        if (isWhole(linked)) {
            return linked;
        }
        Instant end = clock.instant().plus(PATIENCE);
        int left = MAX_OCTETS;
        List<OutgoingFile> whole = new ArrayList<>();
        for (int i = 0; i < linked.size(); i++) {
            OutgoingFile file = linked.get(i);
            if (file.source() instanceof Source.Link link) {
                Fetched fetched = fetched(List.of(name, String.valueOf(i), "url"), link.url(), left, end);
                left -= (int) fetched.content().size();
                file = whole(file, link.url(), fetched);
            }
            whole.add(file);
        }
        return List.copyOf(whole);
    }

    private Fetched fetched(List<String> path, URI url, int most, Instant end) {
        if (clock.instant().isAfter(end)) {
            throw ContentRules.refused(path, "the files before this one took too long");
        }
        try {
            return files.fetch(url, most);
        } catch (UnfetchedException e) {
            throw ContentRules.refused(path, String.valueOf(e.getMessage()));
        }
    }

    /** What the caller says of a file counts for more than what was found. */
    private static OutgoingFile whole(OutgoingFile file, URI url, Fetched fetched) {
        return new OutgoingFile(
                file.name().or(() -> nameIn(url)),
                file.contentType().or(() -> fetched.contentType().filter(ContentRules::isMediaType)),
                file.inline(),
                file.contentId(),
                fetched.content());
    }

    /** What stands last in the path. */
    private static Optional<String> nameIn(URI url) {
        String path = Optional.ofNullable(url.getPath()).orElse("");
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean odd = name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl);
        return name.isEmpty() || odd ? Optional.empty() : Optional.of(name);
    }
}
