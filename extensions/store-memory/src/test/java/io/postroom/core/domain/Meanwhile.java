package io.postroom.core.domain;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** A port in whose calls something else happens, as it may between two steps of whoever calls. */
final class Meanwhile {
    private Meanwhile() {}

    /** {@code inner}, but right before its first call of this name {@code event} happens. */
    static <P> P before(Class<P> port, P inner, String call, Runnable event) {
        return around(port, inner, call, event, () -> {});
    }

    /** {@code inner}, but right after its first call of this name, before the caller hears of it, {@code event} happens. */
    static <P> P after(Class<P> port, P inner, String call, Runnable event) {
        return around(port, inner, call, () -> {}, event);
    }

    private static <P> P around(Class<P> port, P inner, String call, Runnable before, Runnable after) {
        AtomicBoolean first = new AtomicBoolean(true);
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    boolean now = method.getName().equals(call) && first.getAndSet(false);
                    if (now) {
                        before.run();
                    }
                    try {
                        Object result = method.invoke(inner, arguments);
                        if (now) {
                            after.run();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
