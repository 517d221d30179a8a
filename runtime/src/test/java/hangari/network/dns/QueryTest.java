package hangari.network.dns;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.network.Prefix;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Messages that are meant well and messages that are not. */
class QueryTest {
    private static final String HEADER = "1979 0100 0001 0000 0000 0000";
    private static final String WEB = "03 776562 00 0001 0001";

    private record Case(String name, byte[] message, Verdict verdict) {}

    private static final List<Case> HOSTILE = List.of(
            new Case("anOrdinaryQuestionIsGood", hex(HEADER + WEB), Verdict.NOERROR),
            new Case("theRootIsAName", hex(HEADER + "00 0002 0001"), Verdict.NOERROR),
            new Case("aNameOf253Letters", question(name(63, 63, 63, 61)), Verdict.NOERROR),
            new Case("rubbishBehindTheQuestionIsLeftAlone", hex(HEADER + WEB + "ffffff"), Verdict.NOERROR),
            new Case("nothing", new byte[0], Verdict.FORMERR),
            new Case("half a header", hex("1979 0100 0001"), Verdict.FORMERR),
            new Case("a header alone", hex(HEADER), Verdict.FORMERR),
            new Case("no question", hex("1979 0100 0000 0000 0000 0000"), Verdict.FORMERR),
            new Case("two questions", hex("1979 0100 0002 0000 0000 0000" + WEB + WEB), Verdict.FORMERR),
            new Case("65535 questions", hex("1979 0100 ffff ffff ffff ffff" + WEB), Verdict.FORMERR),
            new Case("an answer", hex("1979 8100 0001 0000 0000 0000" + WEB), Verdict.FORMERR),
            new Case("an update", hex("1979 2800 0001 0000 0000 0000" + WEB), Verdict.NOTIMP),
            new Case("an inverse query", hex("1979 0800 0001 0000 0000 0000" + WEB), Verdict.NOTIMP),
            new Case("a name that points to itself", hex(HEADER + "c00c 0001 0001"), Verdict.FORMERR),
            new Case("two names that point to each other", hex(HEADER + "c00e c00c 0001 0001"), Verdict.FORMERR),
            new Case("a label, then a pointer back to it", hex(HEADER + "03 776562 c00c 0001 0001"), Verdict.FORMERR),
            new Case("a pointer into the header", hex(HEADER + "c000 0001 0001"), Verdict.FORMERR),
            new Case("a pointer behind the end", hex(HEADER + "ffff 0001 0001"), Verdict.FORMERR),
            new Case("half a pointer", hex(HEADER + "c0"), Verdict.FORMERR),
            new Case("a label of the kind 01", hex(HEADER + "41 61 00 0001 0001"), Verdict.FORMERR),
            new Case("a label of the kind 10", hex(HEADER + "81 61 00 0001 0001"), Verdict.FORMERR),
            new Case("a label longer than the message", hex(HEADER + "3f 7765"), Verdict.FORMERR),
            new Case("a name without an end", hex(HEADER + "03 776562"), Verdict.FORMERR),
            new Case("no type", hex(HEADER + "03 776562 00"), Verdict.FORMERR),
            new Case("no class", hex(HEADER + "03 776562 00 0001"), Verdict.FORMERR),
            new Case("half a class", hex(HEADER + "03 776562 00 0001 00"), Verdict.FORMERR),
            new Case("a name of 256 bytes", question(name(63, 63, 63, 62)), Verdict.FORMERR),
            new Case("a name of 64 KiB", question(name(filled(1000, 63))), Verdict.FORMERR),
            new Case("a name of 30000 letters, each its own label", question(name(filled(30_000, 1))), Verdict.FORMERR),
            new Case("64 KiB of zeros", new byte[65_535], Verdict.FORMERR));

    @TestFactory
    Stream<DynamicTest> eachIsReadOrRefusedByItsCode() {
        return HOSTILE.stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    assertThat(verdict(one.message())).isEqualTo(one.verdict());
                }));
    }

    @Test
    void anAnswerIsNeverAnswered() {
        assertThat(Answer.unreadable(hex("1979 8100 0001 0000 0000 0000" + WEB), Verdict.FORMERR))
                .isEmpty();
        assertThat(Answer.unreadable(new byte[5], Verdict.FORMERR)).isEmpty();
    }

    @Test
    void noRandomMessageMakesTheReaderStumble() {
        Random random = new Random(1979);
        byte[] good = hex(HEADER + WEB);
        for (int i = 0; i < 20_000; i++) {
            byte[] message = Arrays.copyOf(good, random.nextInt(80));
            for (int j = random.nextInt(6); j > 0 && message.length > 0; j--) {
                message[random.nextInt(message.length)] = (byte) random.nextInt(256);
            }
            verdict(message);
            Query.questionOf(message);
        }
    }

    @Test
    void aNameIsReadInLowerCaseAndADotInALabelIsNoDot() throws Exception {
        assertThat(Query.read(question(hex("03 576542 02 4462 00"))).name()).isEqualTo("web.db");
        assertThat(Query.read(question(hex("06 7765622e6462 00"))).name()).isEqualTo("web?db");
    }

    @Test
    void theAskersRoomIsKeptWithinBounds() throws Exception {
        assertThat(Query.read(hex(HEADER + WEB)).room()).isEqualTo(512);
        assertThat(Query.read(hex(HEADER + WEB + "00 0029 0400 00000000 0000")).room())
                .isEqualTo(1024);
        assertThat(Query.read(hex(HEADER + WEB + "00 0029 ffff 00000000 0000")).room())
                .isEqualTo(1232);
        assertThat(Query.read(hex(HEADER + WEB + "00 0029 0000 00000000 0000")).room())
                .isEqualTo(512);
    }

    @Test
    void anAddressIsTold() throws Exception {
        Zone zone = zone();
        byte[] answer = zone.answer(Query.read(hex(HEADER + WEB)), 512).orElseThrow();

        assertThat(HexFormat.of().formatHex(answer))
                .isEqualTo("197985800001000100000000" + "0377656200" + "00010001" + "c00c" + "00010001" + "00000005"
                        + "0004" + "ac1e0002");
    }

    @Test
    void aNameWithoutAnAddressOfVersionSixIsThereAllTheSame() throws Exception {
        byte[] answer = zone().answer(Query.read(hex(HEADER + "03 776562 00 001c 0001")), 512)
                .orElseThrow();

        assertThat(answer[3] & 0xf).isEqualTo(Verdict.NOERROR.code());
        assertThat(ByteBuffer.wrap(answer).getShort(6)).isZero();
    }

    @Test
    void whatIsNotOursIsSomebodyElses() throws Exception {
        assertThat(zone().answer(Query.read(hex(HEADER + "03 77656d 00 0001 0001")), 512))
                .isEmpty();
        assertThat(zone().answer(Query.read(hex(HEADER + "03 776562 00 0001 0003")), 512))
                .isEmpty();
        assertThat(zone().answer(Query.read(reverse("4.0.30.172")), 512).orElseThrow()[3] & 0xf)
                .isEqualTo(Verdict.NXDOMAIN.code());
        assertThat(zone().answer(Query.read(reverse("4.0.30.10")), 512)).isEmpty();
        assertThat(zone().answer(Query.read(reverse("4.0.30.999")), 512)).isEmpty();
    }

    @Test
    void anAddressIsToldByItsName() throws Exception {
        byte[] answer = zone().answer(Query.read(reverse("2.0.30.172")), 512).orElseThrow();

        assertThat(HexFormat.of().formatHex(answer)).endsWith("0005" + "0377656200");
    }

    @Test
    void anAnswerThatIsTooLongForADatagramIsCutOffAndSaysSo() throws Exception {
        Zone zone = zone();
        for (int i = 3; i < 100; i++) {
            zone = zone.with(Prefix.of("172.30.0." + i).address(), List.of("web"));
        }
        byte[] cut = zone.answer(Query.read(hex(HEADER + WEB)), 512).orElseThrow();
        byte[] whole = zone.answer(Query.read(hex(HEADER + WEB)), 65_535).orElseThrow();

        assertThat(cut).hasSizeLessThan(512);
        assertThat(cut[2] & 2).isEqualTo(2);
        assertThat(ByteBuffer.wrap(whole).getShort(6)).isEqualTo((short) 98);
    }

    @Test
    void whatNoMessageCanCarryIsNoName() {
        Zone zone = Zone.of(Prefix.of("172.30.0.1/24"))
                .with(Prefix.of("172.30.0.2").address(), List.of("a".repeat(64), "a..b", "", "*", "ok", "UP"));

        assertThat(zone.addresses()).containsOnlyKeys("ok", "up");
    }

    @Test
    void theResolversOfTheHostAreReadAndTheirLoopbackIsNotPassedOn() {
        Resolvers read = Resolvers.parse("# a comment\nnameserver 127.0.0.53\nnameserver x\nnameserver\n"
                + " search  a.example   b.example\nnameserver 192.0.2.53\nnameserver fe80::1%eth0\nnameserver 192.0.2.54\n"
                + "options edns0 trust-ad\nsortlist 1.2.3.4");

        assertThat(read.servers()).hasSize(3);
        assertThat(read.reachable().toString())
                .isEqualTo("nameserver 192.0.2.53\nnameserver fe80::1\nsearch a.example b.example\noptions edns0"
                        + " trust-ad\n");
        assertThat(read.through(Prefix.of("172.30.0.1").address()).toString())
                .startsWith("nameserver 172.30.0.1\nsearch");
    }

    private static Zone zone() {
        return Zone.of(Prefix.of("172.30.0.1/24")).with(Prefix.of("172.30.0.2").address(), List.of("web", "www"));
    }

    private static Verdict verdict(byte[] message) {
        try {
            Query.read(message);
            return Verdict.NOERROR;
        } catch (BadQueryException e) {
            return e.verdict();
        }
    }

    private static byte[] reverse(String numbers) {
        return question(Answer.name(numbers + ".in-addr.arpa"), RecordType.PTR);
    }

    private static byte[] question(byte[] name) {
        return question(name, RecordType.A);
    }

    private static byte[] question(byte[] name, int type) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(hex(HEADER));
        all.writeBytes(name);
        all.writeBytes(new byte[] {0, (byte) type, 0, 1});
        return all.toByteArray();
    }

    private static byte[] name(int... labels) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int length : labels) {
            all.write(length);
            all.writeBytes("a".repeat(length).getBytes(StandardCharsets.US_ASCII));
        }
        all.write(0);
        return all.toByteArray();
    }

    private static int[] filled(int size, int value) {
        int[] all = new int[size];
        Arrays.fill(all, value);
        return all;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
