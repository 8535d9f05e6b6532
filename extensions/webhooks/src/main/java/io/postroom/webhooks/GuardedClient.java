package io.postroom.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which this server calls HTTP servers of others.
 *
 * <p>It dials only addresses within its {@link Reach}, judged where they are dialled; follows no redirect, keeps no cookie, uses no proxy
 * and repeats nothing; a call takes no longer than the timeout, from the look-up of the name to the last octet of the answer, and no more
 * of an answer is read than was asked for. Thread-safe; calls block; {@link #close} cuts those that are under way.
 */
public final class GuardedClient implements AutoCloseable {
    private static final int MAX_IDLE_CONNECTIONS = 64;

    /** Shorter than servers have patience: a call on a connection that they close just then fails, and is not repeated. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);

    private final OkHttpClient client;

    public GuardedClient(Reach reach, Duration timeout) {
        this(reach, timeout, Dns.SYSTEM);
    }

    GuardedClient(Reach reach, Duration timeout, Dns resolver) {
        this.client = new OkHttpClient.Builder()
                .dns(host -> judged(resolver.lookup(host), reach))
                .socketFactory(new GuardedSockets(reach))
                .proxy(Proxy.NO_PROXY)
                .cookieJar(CookieJar.NO_COOKIES)
                .followRedirects(false)
                .followSslRedirects(false)
                .callTimeout(timeout)
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS))
                .build();
    }

    /** Leaves out what the sockets would refuse, so that a name of several addresses is called at a permitted one. */
    private static List<InetAddress> judged(List<InetAddress> addresses, Reach reach) throws UnknownHostException {
        List<InetAddress> permitted = addresses.stream().filter(reach::includes).toList();
        return permitted.isEmpty() ? addresses : permitted;
    }

    /**
     * Makes one call.
     *
     * @param headers values of printable ASCII
     * @param body what is sent, with the {@code Content-Type} among {@code headers}; empty for methods without content
     * @param maxAnswer how many octets of the answer's content are read; the connection is cut if more follow
     * @throws ForbiddenAddressException if the URL leads to addresses outside the reach only
     * @return the answer; not {@linkplain Answer#isComplete() complete} and without content if its content did not come in time
     * @throws IOException if no status came in time, or the URL is none of http or https
     */
    public Answer send(String method, URI url, Map<String, String> headers, byte[] body, int maxAnswer)
            throws IOException {
        HttpUrl target = HttpUrl.parse(url.toString());
        if (target == null) {
            throw new IOException("not an http or https URL");
        }
        Request.Builder request = new Request.Builder().url(target);
        request.header("Accept-Encoding", "identity"); // a few octets must not unfold into many
        headers.forEach(request::header);
        request.method(method, body.length == 0 && !method.equals("POST") ? null : new Once(body));
        try (Response response = client.newCall(request.build()).execute()) {
            return read(response, maxAnswer);
        }
    }

    private static Answer read(Response response, int maxAnswer) throws IOException {
        Headers headers = response.headers();
        ResponseBody content = response.body();
        if (content == null) {
            return new Answer(response.code(), headers, new byte[0], true);
        }
        try {
            InputStream stream = content.byteStream();
            byte[] octets = stream.readNBytes(maxAnswer);
            return new Answer(response.code(), headers, octets, stream.read() < 0);
        } catch (IOException cutOff) {
            return new Answer(response.code(), headers, new byte[0], false);
        }
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    /** Content that is sent once: OkHttp would repeat a call by itself after 408 and some 503, which are failures to us. */
    private static final class Once extends RequestBody {
        private final byte[] octets;

        Once(byte[] octets) {
            this.octets = octets;
        }

        @Override
        public @Nullable MediaType contentType() {
            return null; // stands among the headers
        }

        @Override
        public long contentLength() {
            return octets.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(octets);
        }
    }
}
