package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A session that dies in the middle of the work, as a killed process does: at one request, and for every later one. */
final class CutSession implements InvocationHandler {
    private final CqlSession session;
    private int requestsLeft = Integer.MAX_VALUE;
    private boolean lastOneArrives;
    private boolean cut;

    private CutSession(CqlSession session) {
        this.session = session;
    }

    /**
     * A keyspace as {@code keyspace}, over a session that can be cut. Every partition is a request of its own, since what a server dies
     * in the middle of may have reached some partitions of a batch.
     */
    record Cuttable(CassandraKeyspace keyspace, CutSession cut) {}

    static Cuttable of(CassandraKeyspace keyspace) {
        CutSession cut = new CutSession(keyspace.session());
        CqlSession proxy = (CqlSession)
                Proxy.newProxyInstance(CutSession.class.getClassLoader(), new Class<?>[] {CqlSession.class}, cut);
        return new Cuttable(new CassandraKeyspace(proxy, keyspace.name(), 1), cut);
    }

    /**
     * Lets {@code requests} requests through from now on.
     *
     * @param lastOneArrives whether the request at which the session dies reaches the server, whose answer is lost
     */
    void after(int requests, boolean lastOneArrives) {
        requestsLeft = requests;
        this.lastOneArrives = lastOneArrives;
    }

    /** Whether it came to the cut. */
    boolean happened() {
        return cut;
    }

    @Override
    public synchronized Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        boolean request = method.getName().startsWith("execute") && arguments[0] instanceof Statement<?>;
        if (!request || requestsLeft-- > 0) {
            return pass(method, arguments);
        }
        if (!cut && lastOneArrives) {
            Object result = pass(method, arguments);
            if (result instanceof CompletionStage<?> stage) {
                stage.toCompletableFuture().join();
            }
        }
        cut = true;
        DriverTimeoutException failure = new DriverTimeoutException("cut by the test");
        if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
            return CompletableFuture.failedFuture(failure);
        }
        throw failure;
    }

    private Object pass(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
