package io.postroom.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Makes one call of the ports it wraps fail as if the power went: either before the call did anything, or after it did everything but
 * before its caller heard of it. Calls are counted over all wrapped ports. Thread-safe.
 */
public final class Crashes {
    /** Which side of the work a call fails on. */
    public enum Moment {
        BEFORE,
        AFTER
    }

    private int calls;
    private int fatal = Integer.MAX_VALUE;
    private Moment moment = Moment.BEFORE;

    /** Lets the call of this number, from 1, counted from now on, fail; the ones after it work again. */
    public synchronized void at(int call, Moment side) {
        calls = 0;
        fatal = call;
        moment = side;
    }

    /** Whether the call that was to fail has been made. */
    public synchronized boolean happened() {
        return calls >= fatal;
    }

    /** The port, with its calls counted. */
    public <P> P wrap(Class<P> port, P inner) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    boolean failing = count();
                    if (failing && moment == Moment.BEFORE) {
                        throw crash();
                    }
                    Object result;
                    try {
                        result = method.invoke(inner, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (failing) {
                        throw crash();
                    }
                    return result;
                }));
    }

    private synchronized boolean count() {
        calls++;
        return calls == fatal;
    }

    private static UncheckedIOException crash() {
        return new UncheckedIOException(new IOException("the power went, as the test asked"));
    }
}
