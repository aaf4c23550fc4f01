package io.retort.table;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as text: UTF-8, and each byte that is not part of valid UTF-8 is taken as a character of Windows-1252 (the five
 * bytes that it leaves open as those of Latin-1). So files in Latin-1 and files with single broken bytes lose nothing,
 * and what a line becomes depends on the line alone.
 */
final class TextDecoding {
    private static final char REPLACEMENT = '\uFFFD';
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private TextDecoding() {}

    static String decode(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : byteByByte(bytes, from, to);
    }

    private static String byteByByte(byte[] bytes, int from, int to) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer out = CharBuffer.allocate(to - from);
        for (CoderResult end = decoder.decode(in, out, true); end.isError(); end = decoder.decode(in, out, true)) {
            for (int i = 0; i < end.length(); i++) {
                out.put(windows(in.get()));
            }
        }
        return out.flip().toString();
    }

    private static char windows(byte single) {
        char c = new String(new byte[] {single}, WINDOWS).charAt(0);
        return c == REPLACEMENT ? (char) (single & 0xff) : c;
    }
}
