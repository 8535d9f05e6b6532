package io.postroom.webhooks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that judge the very address they are about to dial, whether it came from a resolver or stood in a URL as a literal: there is no
 * moment between judging and dialling in which a name could come to mean another address.
 *
 * <p>What is written is sent at once (without the algorithm of Nagle, RFC 1122 section 4.2.3.4): the rest of a request that is longer than
 * a buffer would wait for an acknowledgement, which the other side may delay. Thread-safe.
 */
final class GuardedSockets extends SocketFactory {
    private final Reach reach;

    GuardedSockets(Reach reach) {
        this.reach = reach;
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(reach);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        Socket socket = createSocket();
        socket.bind(new InetSocketAddress(from, fromPort));
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    private static final class GuardedSocket extends Socket {
        private final Reach reach;

        GuardedSocket(Reach reach) {
            super(Proxy.NO_PROXY); // else a SOCKS proxy of the Java system properties would dial in our place
            this.reach = reach;
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress target)
                    || target.isUnresolved()
                    || !reach.includes(target.getAddress())) {
                throw new ForbiddenAddressException();
            }
            super.connect(endpoint, timeout);
            setTcpNoDelay(true);
        }
    }
}
