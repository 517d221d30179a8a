package hangari.linux.proc;

/** Run by {@link LiveProcTest} as another user: says how it fares with a process of root. */
final class AskAboutInit {
    private AskAboutInit() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        var proc = ProcFs.host();
        System.out.println(proc.status(1).denied() + " " + proc.namespaces(1).denied() + " "
                + proc.link(1, "root").denied() + " " + proc.environment(1).denied());
    }
}
