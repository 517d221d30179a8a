package hangari.container.files;

import hangari.image.tar.MemberSink;
import hangari.image.tar.TarMember;
import hangari.image.tar.TarWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Counts the bytes of the files that go through to another. */
final class Counted implements MemberSink {
    private final MemberSink sink;
    private final LongConsumer progress;
    private long bytes;

    Counted(MemberSink sink, LongConsumer progress) {
        this.sink = sink;
        this.progress = progress;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void put(TarMember member, TarWriter.Content content) throws IOException {
        sink.put(member, out -> content.writeTo(counting(out)));
    }

    private OutputStream counting(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] some, int offset, int length) throws IOException {
                out.write(some, offset, length);
                bytes += length;
                progress.accept(bytes);
            }
        };
    }
}
