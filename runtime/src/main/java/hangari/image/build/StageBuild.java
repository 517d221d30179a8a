package hangari.image.build;

import hangari.image.ImageException;
import hangari.image.dockerfile.Dockerfile;
import hangari.image.dockerfile.Expansion;
import hangari.image.dockerfile.Instruction;
import hangari.image.dockerfile.Instruction.Arg;
import hangari.image.dockerfile.Instruction.Copy;
import hangari.image.dockerfile.Instruction.Maintainer;
import hangari.image.dockerfile.Instruction.Run;
import hangari.image.dockerfile.Instruction.Workdir;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageConfig;
import hangari.image.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out the instructions of one stage, one after the other. */
final class StageBuild {
    private final Workshop shop;
    private final Stage stage;
    private final StageFiles files;
    private final SettingsDraft settings;
    private final Variables variables;
    private final List<ImageConfig.Step> history;
    private String author;

    StageBuild(Workshop shop, Stage stage, BaseImage base) {
        this.shop = shop;
        this.stage = stage;
        this.files = shop.files(base.layers());
        this.settings = new SettingsDraft(base.settings());
        this.variables = new Variables(shop.request(), shop.plan(), stage);
        base.variables().ifPresent(variables::inherit);
        this.history = new ArrayList<>(base.history());
        this.author = base.author();
    }

    /** Does it all. */
    BaseImage run() {
        List<String> triggers = Metadata.triggers(settings.other);
        Metadata.clearTriggers(settings);
        shop.log().done(id());
        for (Instruction instruction : Dockerfile.triggers(stage.from().image(), triggers)) {
            step(instruction);
        }
        for (Instruction instruction : stage.instructions()) {
            shop.begin(instruction);
            step(instruction);
            shop.log().done(id());
        }
        return result();
    }

    BaseImage result() {
        return new BaseImage(
                settings.settings(), files.layers(), history, author, stage.platform(), Optional.of(variables));
    }

    private String id() {
        return Digest.of(result().config(shop.request().created()).bytes()).abbreviated();
    }

    private void step(Instruction instruction) {
        try {
            carryOut(instruction);
        } catch (ImageException e) {
            throw instruction.at().failure(instruction.at().excerpt() + ": " + e.getMessage());
        }
    }

    private void carryOut(Instruction instruction) {
        Expansion expansion = expansion(instruction);
        if (instruction instanceof Run run) {
            layer(new RunStepping(shop, settings, variables, files, stage.platform()).run(run), runText(run));
        } else if (instruction instanceof Copy copy) {
            layer(
                    new CopyStepping(shop, settings, expansion, files, stage).copy(copy),
                    copy.at().text());
        } else if (instruction instanceof Workdir workdir) {
            workdir(workdir, expansion.word(workdir.path()));
        } else if (instruction instanceof Arg arg) {
            variables.declare(arg, expansion);
            remember(arg.at().text(), true);
        } else if (instruction instanceof Maintainer maintainer) {
            author = maintainer.name();
            remember(maintainer.at().text(), true);
        } else if (new Metadata(settings).apply(instruction, expansion)) {
            remember(instruction.at().text(), true);
        } else {
            throw new IllegalStateException("no way to carry out " + instruction);
        }
    }

    private Expansion expansion(Instruction instruction) {
        return new Expansion(instruction.at(), shop.request().file().escape(), variables.with(settings.env));
    }

    /** As BuildKit writes it: the shell, and before it how many arguments there are, with their values. */
    private String runText(Run run) {
        Map<String, String> shown = variables.shown(settings.env);
        StringBuilder text = new StringBuilder("RUN ");
        if (!shown.isEmpty()) {
            text.append('|').append(shown.size()).append(' ');
            shown.forEach(
                    (name, value) -> text.append(name).append('=').append(value).append(' '));
        }
        return text.append(
                        String.join(" ", run.command().argv(settings.shell())).strip())
                .toString();
    }

    private void workdir(Workdir workdir, String path) {
        if (path.isEmpty()) {
            throw workdir.at()
                    .failure("WORKDIR comes to nothing: a variable in it has no value: give it one by ARG or ENV");
        }
        settings.workingDir = "/" + TreePath.clean(settings.absolute(path));
        layer(new WorkdirStepping(shop, settings, files).make(), workdir.at().text());
    }

    private void layer(BuildCache.Result result, String text) {
        result.layer().ifPresent(files::add);
        remember(text, result.layer().isEmpty());
    }

    private void remember(String text, boolean empty) {
        history.add(new ImageConfig.Step(Optional.of(shop.request().created()), text, "", "", empty, Map.of()));
    }
}
