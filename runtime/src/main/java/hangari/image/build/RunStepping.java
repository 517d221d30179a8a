package hangari.image.build;

import hangari.image.ImageException;
import hangari.image.dockerfile.Instruction.Run;
import hangari.image.oci.Platform;
import hangari.image.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Carries out RUN. */
final class RunStepping {
    // What Docker gives a program whose image sets no PATH.
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Workshop shop;
    private final SettingsDraft settings;
    private final Variables variables;
    private final StageFiles files;
    private final Platform platform;

    RunStepping(Workshop shop, SettingsDraft settings, Variables variables, StageFiles files, Platform platform) {
        this.shop = shop;
        this.settings = settings;
        this.variables = variables;
        this.files = files;
        this.platform = platform;
    }

    BuildCache.Result run(Run run) {
        List<String> argv = run.command().argv(settings.shell());
        CacheKey key = new CacheKey("RUN", files.layers())
                .add(argv)
                .add(settings.env)
                .add(variables.shown(settings.env))
                .add(settings.user)
                .add(settings.workingDir)
                .add(platform.toString())
                .add(shop.request().created().toString());
        return shop.result(key.digest(), () -> make(run, argv));
    }

    private BuildCache.Result make(Run run, List<String> argv) {
        if (!Platform.host().runs(platform)) {
            throw new ImageException("RUN is for " + platform + " and this machine is " + Platform.host()
                    + ": build it there, or leave --platform out");
        }
        Accounts accounts = Accounts.of(files);
        String user = settings.user.isEmpty() ? "0" : settings.user;
        Node.Owner owner = accounts.find(user, Accounts.Alone.OWN_GROUP);
        Map<String, String> env = new TreeMap<>(Map.of("PATH", PATH, "HOME", accounts.homeOf(user)));
        env.putAll(variables.beside(settings.env));
        env.putAll(settings.env);
        var step = new StepRunner.RunStep(
                argv,
                env,
                settings.workingDir.isEmpty() ? "/" : settings.workingDir,
                owner,
                accounts.groupsOf(user),
                platform,
                shop.request().created());
        StepRunner.RunResult result =
                shop.runner().run(step, files.layers(), shop.log().output());
        if (result.status() != 0) {
            throw new RunFailedException(run.at(), String.join(" ", argv), result.status());
        }
        return new BuildCache.Result(result.layer());
    }
}
