package io.postroom.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests in a server that keeps no time for them, as Jetty does now and then. */
class ParkingTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Map<Object, Object> attributes = new HashMap<>();
    private final Semaphore asked = new Semaphore(0);
    private final AtomicInteger stopped = new AtomicInteger();
    private final AsyncContext context = answering(AsyncContext.class, (proxy, method, arguments) -> {
        if (method.getName().equals("dispatch")) {
            asked.release();
        }
        return null;
    });
    private final HttpServletRequest request =
            answering(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "getAttribute" -> attributes.get(arguments[0]);
                case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
                case "startAsync" -> context;
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private static <T> T answering(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }

    @BeforeEach
    void allow() {
        Parking.allow(request);
    }

    private boolean isAskedWithin(Duration time) throws InterruptedException {
        return asked.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Answer.Content.Later later(Duration longest, Answer.Wait until) {
        return new Answer.Content.Later("so far", longest, until);
    }

    @Test
    void isAskedAgainWhenItsTimeIsOver() throws InterruptedException {
        boolean parked = Parking.park(request, later(Duration.ofMillis(1), wake -> stopped::incrementAndGet));

        assertThat(parked).isTrue();
        assertThat(isAskedWithin(Duration.ofSeconds(30))).isTrue();
        assertThat(Parking.progress(request)).contains("so far");
        assertThat(stopped).hasValue(1);
    }

    @Test
    void isAskedAgainAtOnceIfNoTimeIsLeft() throws InterruptedException {
        Parking.park(request, later(Duration.ZERO, wake -> stopped::incrementAndGet));

        assertThat(isAskedWithin(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void isAskedAgainOnceIfWhatItWaitsForIsThere() throws InterruptedException {
        Parking.park(request, later(Duration.ofMillis(50), wake -> {
            wake.run();
            return stopped::incrementAndGet;
        }));

        assertThat(isAskedWithin(Duration.ZERO)).isTrue();
        assertThat(stopped).hasValue(1);
        assertThat(isAskedWithin(Duration.ofMillis(200))).isFalse();
    }

    @Test
    void doesNotWaitWithoutAThreadUnlessAllowed() {
        attributes.clear();

        assertThat(Parking.park(request, later(AN_HOUR, wake -> stopped::incrementAndGet)))
                .isFalse();
        assertThat(Parking.progress(request)).isEmpty();
    }
}
