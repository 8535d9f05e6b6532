package io.postroom.core.concurrent;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one thread at a time work on one key; keys share a fixed number of locks. Thread-safe, within this process.
 */
public final class KeyedLocks {
    private static final int STRIPES = 1024;

    private final Lock[] locks = new Lock[STRIPES];

    public KeyedLocks() {
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** Runs {@code work} while no other thread runs work of the same key. Within it, take no second key: two threads could wait for each other. */
    public <T> T with(Object key, Supplier<T> work) {
        Lock lock = locks[Math.floorMod(key.hashCode() * 0x9E3779B9, STRIPES)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #with}, for work without a result. */
    public void run(Object key, Runnable work) {
        with(key, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }
}
