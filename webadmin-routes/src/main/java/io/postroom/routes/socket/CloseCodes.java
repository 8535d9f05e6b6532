package io.postroom.routes.socket;

/** Why a WebSocket is closed (RFC 6455 §7.4.1 and its registry). None is 1000, after which clients do not connect again. */
final class CloseCodes {
    static final int GOING_AWAY = 1001;
    static final int POLICY = 1008;
    static final int TRY_AGAIN = 1013;

    private CloseCodes() {}
}
