package io.postroom.mailets;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Takes a whole mail and passes its body on as SMTP carries it: every line ends with CRLF (RFC 5321 §2.3.8), the last one too. For one
 * thread.
 */
final class WireBody extends OutputStream {
    private final OutputStream body;
    private boolean inBody;
    private boolean lineIsEmpty = true;
    private boolean afterCarriageReturn;

    WireBody(OutputStream body) {
        this.body = body;
    }

    @Override
    public void write(int octet) throws IOException {
        if (octet == '\n' && afterCarriageReturn) {
            afterCarriageReturn = false; // the line has ended
        } else if (octet == '\r' || octet == '\n') {
            afterCarriageReturn = octet == '\r';
            endLine();
        } else {
            afterCarriageReturn = false;
            lineIsEmpty = false;
            if (inBody) {
                body.write(octet);
            }
        }
    }

    /** The body begins after the first empty line. */
    private void endLine() throws IOException {
        if (inBody) {
            body.write('\r');
            body.write('\n');
        }
        inBody |= lineIsEmpty;
        lineIsEmpty = true;
    }

    @Override
    public void close() throws IOException {
        if (inBody && !lineIsEmpty) {
            endLine();
        }
        body.close();
    }
}
