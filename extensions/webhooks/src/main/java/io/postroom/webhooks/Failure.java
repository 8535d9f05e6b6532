package io.postroom.webhooks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Why a call failed, in our words: those of the library may name addresses, which are nobody's business. */
final class Failure {
    private Failure() {}

    static String of(IOException e, Duration timeout) {
        if (e instanceof ForbiddenAddressException) {
            return "not a public address";
        }
        if (e instanceof UnknownHostException) {
            return "the host name has no address";
        }
        if (e instanceof InterruptedIOException) {
            return "no answer within " + timeout.toSeconds() + " seconds";
        }
        if (e instanceof SSLException) {
            return "no secure connection";
        }
        return e instanceof ConnectException ? "no connection" : "the connection broke";
    }
}
