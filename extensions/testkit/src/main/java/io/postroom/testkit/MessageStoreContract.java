package io.postroom.testkit;

/** What every {@link io.postroom.core.thread.MessageStore} does, subject by subject. */
public interface MessageStoreContract
        extends ClaimContract,
                MessageRowContract,
                MessageListContract,
                ThreadContract,
                ThreadListContract,
                HiddenMessageContract {}
