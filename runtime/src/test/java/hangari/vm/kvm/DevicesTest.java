package hangari.vm.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The devices by themselves, and where they sit; no machine is needed for that. */
class DevicesTest {
    private long now;

    @Test
    void aSerialPortSaysWhetherAKeyIsThere() {
        Serial serial = new Serial();
        assertThat(serial.in(5)).isEqualTo(0x60);
        serial.type("é".getBytes(StandardCharsets.UTF_8));
        assertThat(serial.in(5)).isEqualTo(0x61);
        assertThat(serial.in(0)).isEqualTo(0xc3);
        assertThat(serial.in(0)).isEqualTo(0xa9);
        assertThat(serial.in(5)).isEqualTo(0x60);
        assertThat(serial.in(0)).isZero();
    }

    @Test
    void theSpeedOfTheLineIsNotTakenForText() {
        Serial serial = new Serial();
        serial.out(3, 0x83);
        serial.out(0, 'x');
        serial.out(3, 0x03);
        for (byte part : "한".getBytes(StandardCharsets.UTF_8)) {
            serial.out(0, part & 0xff);
        }
        assertThat(serial.screen()).isEqualTo("한");
    }

    @Test
    void aTimerCountsOnceOrAgainAndAgain() {
        Timer timer = new Timer(() -> now);
        set(timer, 0x30, 1193);
        assertThat(timer.due()).isEqualTo(OptionalLong.of(999_847));
        now = 500_000;
        assertThat(timer.in(0) | timer.in(0) << 8).isEqualTo(596);
        timer.raised();
        assertThat(timer.due()).isEmpty();

        set(timer, 0x34, 0);
        assertThat(timer.due()).isEqualTo(OptionalLong.of(500_000 + 54_925_401));
        now = 60_000_000;
        timer.raised();
        assertThat(timer.due()).isEqualTo(OptionalLong.of(60_000_000 + 54_925_401));
    }

    private static void set(Timer timer, int mode, int count) {
        timer.out(3, mode);
        timer.out(0, count & 0xff);
        timer.out(0, count >> 8);
    }

    @Test
    void theLowestLineGoesFirstAndTheOthersWaitUntilItIsDealtWith() {
        Interrupts interrupts = new Interrupts();
        interrupts.raise(4);
        interrupts.raise(1);
        assertThat(interrupts.next()).isEqualTo(OptionalInt.of(1));
        assertThat(interrupts.take(1)).isEqualTo(9);
        assertThat(interrupts.next()).isEmpty();
        interrupts.raise(0);
        assertThat(interrupts.next()).isEqualTo(OptionalInt.of(0));
        interrupts.take(0);
        interrupts.out(0, 0x20);
        assertThat(interrupts.next()).as("1 is still dealt with").isEmpty();
        interrupts.out(0, 0x20);
        assertThat(interrupts.next()).isEqualTo(OptionalInt.of(4));
        interrupts.out(1, 0x10);
        assertThat(interrupts.next()).as("masked").isEmpty();
    }

    @Test
    void aWideValueIsPortsInARow() {
        Bus bus = new Bus(new Board(java.util.List.of(
                new Slot("one", 0x10, 1, () -> Device.stuck(0x34)),
                new Slot("two", 0x11, 1, () -> Device.stuck(0x12)))));

        assertThat(bus.in(0x10, 2)).isEqualTo(0x1234);
        assertThat(bus.in(0x10, 4)).isEqualTo(0xffff1234);
    }

    @Test
    void aBoardKnowsItsDevices() {
        assertThatThrownBy(() -> Board.PC.without("disk"))
                .hasMessage("the board has no device disk: it has interrupts, timer, serial");
        assertThatThrownBy(() -> Board.PC.with(new Slot("second", 0x3fe, 4, Serial::new)))
                .hasMessage("serial and second would answer at the same ports");
        assertThatThrownBy(() -> new Slot("far", 0xffff, 2, Serial::new)).hasMessageContaining("ports 0 to 0xffff");
    }
}
