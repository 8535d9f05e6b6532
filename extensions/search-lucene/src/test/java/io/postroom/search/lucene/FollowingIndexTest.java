package io.postroom.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.search.SearchIndex.Hit;
import io.postroom.core.search.SearchIndex.Question;
import io.postroom.core.search.SearchQuery;
import io.postroom.core.thread.ThreadScope;
import io.postroom.testkit.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index on disk that follows rows in memory, through crashes and the loss of its files. */
class FollowingIndexTest {
    @TempDir
    Path directory;

    private final FollowedRows rows = new FollowedRows();

    @AfterEach
    void close() {
        rows.stop();
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    private List<String> find(String text) {
        Question question = new Question(
                new ThreadScope.OfOrganization(Fixtures.ORGANIZATION),
                SearchQuery.parse(text),
                false,
                MessageFilter.RESTRICTED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100);
        return rows.index().search(question).hits().stream().map(Hit::message).toList();
    }

    private static List<String> ids(Message... messages) {
        List<String> ids = new ArrayList<>();
        for (Message message : messages) {
            ids.add(message.id().value());
        }
        return ids;
    }

    private void eventuallyFinds(String text, Message... messages) {
        rows.eventually(() -> assertThat(find(text)).containsExactlyInAnyOrderElementsOf(ids(messages)));
    }

    @Test
    void followsArrivalsLabelsAndDeletions() {
        rows.start(path("a"));

        Message one = rows.deliver(1, "lemon");
        Message two = rows.deliver(2, "lemon");
        eventuallyFinds("lemon", one, two);
        rows.relabel(one, Labels.of(Label.SPAM));
        eventuallyFinds("lemon", two);
        rows.delete(two);
        eventuallyFinds("lemon");
        Message three = rows.deliver(3, "lemon");
        eventuallyFinds("lemon", three);
        rows.deleteInbox();
        eventuallyFinds("lemon");
    }

    @Test
    void isAsItWasAfterAnOrderlyStop() {
        rows.start(path("a"));
        Message one = rows.deliver(1, "lemon");
        rows.stop();

        rows.loseTexts(); // so that nothing can be indexed anew
        rows.start(path("a"));

        eventuallyFinds("lemon", one);
    }

    @Test
    void missesAndDoublesNothingAfterItWasKilled() throws IOException {
        rows.start(path("a"));
        Message early = rows.deliver(1, "lemon");
        Message relabelled = rows.deliver(2, "lemon");
        Message deleted = rows.deliver(3, "lemon");
        eventuallyFinds("lemon", early, relabelled, deleted);
        rows.stop();
        rows.start(path("a"));
        Message late = rows.deliver(4, "lemon");
        Message quiet = rows.add(5, "lemon"); // by a mail client: no event tells of it
        rows.relabel(relabelled, Labels.of(Label.TRASH));
        rows.delete(deleted);

        copy(path("a"), path("b"));
        rows.stop();
        rows.start(path("b"));

        eventuallyFinds("lemon", early, late, quiet);
    }

    /** What a killed process leaves: files as they are, and nothing of what was not committed. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void isMadeAnewWhereItWasLost() throws IOException {
        rows.start(path("a"));
        Message one = rows.deliver(1, "lemon");
        Message two = rows.add(2, "lemon");
        eventuallyFinds("lemon", one, two);
        rows.stop();

        rows.start(path("elsewhere"));

        eventuallyFinds("lemon", one, two);
    }

    @Test
    void isMadeAnewWhereItIsDamagedWhileItRuns() throws IOException {
        rows.start(path("a"));
        Message one = rows.deliver(1, "lemon");
        eventuallyFinds("lemon", one);
        rows.stop();
        rows.start(path("a"));
        try (var files = Files.list(path("a"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".cfs")).toList()) {
                Damage.in(file);
            }
        }

        rows.eventually(() -> assertThat(rows.compare()).isTrue());

        eventuallyFinds("lemon", one);
    }

    @Test
    void waitsForStoresThatAreAway() {
        rows.start(path("a"));
        rows.texts().begin();
        Message one = rows.deliver(1, "lemon");
        Message two = rows.deliver(2, "lemon");

        rows.texts().end();

        eventuallyFinds("lemon", one, two);
    }
}
