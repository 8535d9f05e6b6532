package io.postroom.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Caller;
import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists of messages that the store alone cannot make. */
class SelectedMessagesTest {
    private static final int LOOKED_AT = 2_000;

    private final Reading room = new Reading();
    private final Caller caller = Callers.unrestricted();

    private Page<Message> list(Predicate<Message> wanted, PageRequest request) {
        return room.messages.list(caller, Fixtures.SUPPORT, MessageFilter.ALL, wanted, request);
    }

    @Test
    void goOnWhereAPageEnded() {
        List<Message> filed = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> room.file(i, Label.RECEIVED))
                .toList();
        Predicate<Message> odd = message -> filed.indexOf(message) % 2 == 0;
        List<Message> found = new ArrayList<>();

        Page<Message> page = list(odd, new PageRequest(1, Optional.empty(), true));
        found.addAll(page.items());
        while (page.next().isPresent()) {
            page = list(odd, new PageRequest(1, page.next(), true));
            found.addAll(page.items());
        }

        assertThat(found).containsExactly(filed.get(0), filed.get(2), filed.get(4), filed.get(6));
    }

    @Test
    void lookAtSoManyForOnePageAndGoOnInTheNext() {
        IntStream.rangeClosed(1, LOOKED_AT).forEach(i -> room.file(i, Label.RECEIVED));
        Message last = room.file(LOOKED_AT + 1, Label.RECEIVED);
        Predicate<Message> wanted = last::equals;

        Page<Message> first = list(wanted, new PageRequest(5, Optional.empty(), true));
        Page<Message> second = list(wanted, new PageRequest(5, first.next(), true));

        assertThat(first.items()).isEmpty();
        assertThat(first.next()).isPresent();
        assertThat(second.items()).containsExactly(last);
        assertThat(second.next()).isEmpty();
    }
}
