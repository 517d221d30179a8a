package hangari.linux.proc;

/**
 * How much memory a process really costs, in bytes: {@code /proc/PID/smaps_rollup}.
 *
 * @param resident all of its pages in RAM, each counted in full
 * @param proportional its fair share: a page that n processes map counts 1/n (PSS)
 * @param own pages that only it maps: what ending it would give back
 * @param shared pages that others map too, such as those of a common lower layer's libraries
 * @param swapped pages that are swapped out
 */
public record SmapsRollup(long resident, long proportional, long own, long shared, long swapped) {

    // proc_pid_smaps(5): "Pss … The 'proportional set size' (PSS) of a process is the count of pages it has in
    // memory, where each page is divided by the number of processes sharing it". All amounts are in kB.
    /**
     * Reads the file.
     *
     * @throws ProcFormatException if an amount is missing or wrong
     */
    public static SmapsRollup parse(String text) {
        var lines = new KeyedLines("smaps_rollup", text);
        return new SmapsRollup(
                amount(lines, "Rss"),
                amount(lines, "Pss"),
                amount(lines, "Private_Clean") + amount(lines, "Private_Dirty"),
                amount(lines, "Shared_Clean") + amount(lines, "Shared_Dirty"),
                amount(lines, "Swap"));
    }

    private static long amount(KeyedLines lines, String key) {
        return lines.bytes(key)
                .orElseThrow(() -> new ProcFormatException("smaps_rollup", "a line " + key + ":", "none"));
    }
}
