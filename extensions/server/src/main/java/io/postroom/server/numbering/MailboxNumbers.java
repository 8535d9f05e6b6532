package io.postroom.server.numbering;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.annotations.VisibleForTesting;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.james.mailbox.model.MailboxId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ascending numbers of each mailbox. They are reserved in blocks and given out from memory, so that a message costs no conditional write; what
 * was reserved when the process died is skipped.
 *
 * <p>Only for a process that is alone with its table: another one would give out lower numbers after higher ones. Thread-safe; never waits.
 */
final class MailboxNumbers {
    static final int BLOCK = 32;
    private static final int MAILBOXES = 20_000;
    private static final int GIVEN_BACK_AT_ONCE = 16;

    private final NumberTable table;
    private final Cache<MailboxId, NumberBlock> blocks;

    MailboxNumbers(NumberTable table) {
        this(table, MAILBOXES);
    }

    /** @param mailboxes of how many blocks are remembered; of another one the rest of its block is skipped */
    @VisibleForTesting
    MailboxNumbers(NumberTable table, int mailboxes) {
        this.table = table;
        this.blocks = Caffeine.newBuilder()
                .maximumSize(mailboxes)
                .executor(Runnable::run)
                .<MailboxId, NumberBlock>evictionListener(
                        (mailbox, block, cause) -> Objects.requireNonNull(block).close())
                .build();
    }

    /** Gives out {@code count} numbers that follow one another; tells the last of them. */
    Mono<Long> take(MailboxId mailbox, int count) {
        return Mono.defer(() -> {
            NumberBlock block = block(mailbox);
            OptionalLong last = block.take(count);
            return last.isPresent()
                    ? Mono.just(last.getAsLong())
                    : block.fill(table.reserve(mailbox, Math.max(count, BLOCK))).then(take(mailbox, count));
        });
    }

    /** The last number given out, or skipped. */
    Mono<Long> last(MailboxId mailbox) {
        return Mono.defer(() -> {
            NumberBlock block = block(mailbox);
            OptionalLong last = block.last();
            return last.isPresent()
                    ? Mono.just(last.getAsLong())
                    : block.fill(table.last(mailbox).map(reserved -> new NumberRange(reserved, reserved)))
                            .then(last(mailbox));
        });
    }

    private NumberBlock block(MailboxId mailbox) {
        return blocks.get(mailbox, missing -> new NumberBlock());
    }

    /**
     * Gives back what was not given out, as far as that succeeds within the time, so that the next start skips nothing. For the end, when nobody
     * asks for numbers.
     */
    void giveBack(Duration longest) {
        Map<MailboxId, NumberRange> unused = new HashMap<>();
        blocks.asMap()
                .keySet()
                .forEach(mailbox -> blocks.asMap().computeIfPresent(mailbox, (id, block) -> {
                    block.close().ifPresent(range -> unused.put(id, range));
                    return null;
                }));
        Flux.fromIterable(unused.entrySet())
                .flatMap(each -> table.giveBack(each.getKey(), each.getValue()), GIVEN_BACK_AT_ONCE)
                .then()
                .block(longest);
    }
}
