package hangari.image.build;

import hangari.image.dockerfile.Expansion;
import hangari.image.dockerfile.Instruction;
import hangari.image.dockerfile.Instruction.Cmd;
import hangari.image.dockerfile.Instruction.Entrypoint;
import hangari.image.dockerfile.Instruction.Env;
import hangari.image.dockerfile.Instruction.Expose;
import hangari.image.dockerfile.Instruction.HealthCheck;
import hangari.image.dockerfile.Instruction.Label;
import hangari.image.dockerfile.Instruction.OnBuild;
import hangari.image.dockerfile.Instruction.Shell;
import hangari.image.dockerfile.Instruction.StopSignal;
import hangari.image.dockerfile.Instruction.User;
import hangari.image.dockerfile.Instruction.Volume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Carries out the instructions that change what an image says of its boxes, and no file. */
final class Metadata {
    private static final Pattern SIGNAL = Pattern.compile("(SIG)?[A-Z][A-Z0-9]{1,8}([+-]\\d{1,2})?|\\d{1,2}");
    private static final String ON_BUILD = "OnBuild";

    private final SettingsDraft settings;

    Metadata(SettingsDraft settings) {
        this.settings = settings;
    }

    /** Whether it was one of them. */
    boolean apply(Instruction instruction, Expansion expansion) {
        if (instruction instanceof Env env) {
            // "uses the same value for each variable throughout the entire instruction": so expand all, then set all
            Map<String, String> values = new HashMap<>();
            env.variables().forEach(pair -> values.put(expansion.word(pair.name()), expansion.word(pair.value())));
            env.variables().forEach(pair -> {
                String name = expansion.word(pair.name());
                settings.env.put(name, String.valueOf(values.get(name)));
            });
        } else if (instruction instanceof Label label) {
            label.labels()
                    .forEach(pair -> settings.labels.put(expansion.word(pair.name()), expansion.word(pair.value())));
        } else if (instruction instanceof User user) {
            settings.user = notEmpty(user, "USER", expansion.word(user.user()));
        } else if (instruction instanceof Cmd cmd) {
            settings.cmd(cmd.command().argv(settings.shell()));
        } else if (instruction instanceof Entrypoint entrypoint) {
            settings.entrypoint(entrypoint.command().argv(settings.shell()));
        } else if (instruction instanceof Expose expose) {
            expose(expose, expansion);
        } else if (instruction instanceof Volume volume) {
            volume.paths()
                    .forEach(path ->
                            settings.volumes.put(notEmpty(volume, "VOLUME", expansion.word(path)), new HashMap<>()));
        } else if (instruction instanceof Shell shell) {
            settings.shell(shell.argv());
        } else if (instruction instanceof StopSignal signal) {
            stopSignal(signal, expansion.word(signal.signal()));
        } else if (instruction instanceof HealthCheck check) {
            settings.other.put("Healthcheck", HealthChecks.of(check));
        } else if (instruction instanceof OnBuild onBuild) {
            List<String> triggers = new ArrayList<>(triggers(settings.other));
            triggers.add(onBuild.trigger());
            settings.other.put(ON_BUILD, triggers);
        } else {
            return false;
        }
        return true;
    }

    private static String notEmpty(Instruction at, String word, String value) {
        if (value.isEmpty()) {
            throw at.at().failure(word + " comes to nothing: a variable in it has no value: give it one by ARG or ENV");
        }
        return value;
    }

    private void expose(Expose expose, Expansion expansion) {
        for (String port : expansion.split(expose.ports())) {
            try {
                Ports.of(port).forEach(one -> settings.exposedPorts.put(one, new HashMap<>()));
            } catch (IllegalArgumentException e) {
                throw expose.at().failure(String.valueOf(e.getMessage()));
            }
        }
    }

    private void stopSignal(StopSignal at, String signal) {
        if (!SIGNAL.matcher(signal).matches()) {
            throw at.at().failure("invalid signal: " + signal + ": write it as in SIGQUIT or 3");
        }
        settings.stopSignal = signal;
    }

    /** What an image leaves for whoever builds upon it. */
    static List<String> triggers(Map<String, Object> other) {
        return other.get(ON_BUILD) instanceof List<?> lines
                ? lines.stream().map(String::valueOf).toList()
                : List.of();
    }

    static void clearTriggers(SettingsDraft settings) {
        settings.other.remove(ON_BUILD);
    }
}
