package hangari.image.build;

import hangari.image.ImageException;
import hangari.image.dockerfile.Dockerfile;
import hangari.image.dockerfile.Expansion;
import hangari.image.dockerfile.Instruction;
import hangari.image.dockerfile.Instruction.Arg;
import hangari.image.dockerfile.Instruction.Copy;
import hangari.image.dockerfile.Instruction.From;
import hangari.image.dockerfile.Place;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a build will do: the stages that are needed, in their order.
 *
 * <pre>{@code
 * BuildPlan plan = BuildPlan.of(BuildRequest.of(file, context));
 * plan.stages(); // those that the target is made of
 * plan.steps(); // how many instructions that are
 * }</pre>
 *
 * @param all every stage that the target or those before it could name
 * @param needed the numbers of those that are built
 * @param globals the variables from before the first FROM, with their values
 */
public record BuildPlan(List<Stage> all, List<Integer> needed, Map<String, String> globals) {
    public BuildPlan {
        all = List.copyOf(all);
        needed = List.copyOf(needed);
        globals = Map.copyOf(globals);
    }

    /**
     * Plans a build.
     *
     * @throws hangari.image.dockerfile.DockerfileException if an instruction stands before FROM, or a stage is named that
     *     is not there
     */
    public static BuildPlan of(BuildRequest request) {
        var reader = new Reader(request);
        List<Stage> stages = reader.stages();
        int target = reader.target(stages);
        var needed = new TreeSet<Integer>();
        need(stages, target, needed);
        return new BuildPlan(stages.subList(0, target + 1), List.copyOf(needed), reader.globals);
    }

    private static void need(List<Stage> stages, int number, TreeSet<Integer> needed) {
        if (!needed.add(number)) {
            return;
        }
        Stage stage = stages.get(number);
        if (stage.base() instanceof Stage.Base.Earlier earlier) {
            need(stages, earlier.stage(), needed);
        }
        for (Instruction instruction : stage.instructions()) {
            if (instruction instanceof Copy copy && copy.from().isPresent()) {
                Stage.earlier(stages.subList(0, number), copy.from().get())
                        .ifPresent(source -> need(stages, source, needed));
            }
        }
    }

    /** Those that are built, in their order; the target comes last. */
    public List<Stage> stages() {
        return needed.stream().map(all::get).toList();
    }

    /** How many instructions they have, each FROM among them. */
    public int steps() {
        return stages().stream()
                .mapToInt(stage -> 1 + stage.instructions().size())
                .sum();
    }

    /** One line for each instruction. */
    @Override
    public String toString() {
        return stages().stream()
                .flatMap(stage -> {
                    List<Instruction> lines = new ArrayList<>(List.of(stage.from()));
                    lines.addAll(stage.instructions());
                    return lines.stream();
                })
                .map(instruction -> instruction.at().excerpt())
                .collect(Collectors.joining("\n"));
    }

    private static final class Reader {
        private final BuildRequest request;
        private final Dockerfile file;
        private final Map<String, String> globals = new TreeMap<>();
        private final List<Stage> stages = new ArrayList<>();

        Reader(BuildRequest request) {
            this.request = request;
            this.file = request.file();
        }

        List<Stage> stages() {
            List<Instruction> open = new ArrayList<>();
            Optional<From> from = Optional.empty();
            for (Instruction instruction : file.instructions()) {
                if (instruction instanceof From next) {
                    from.ifPresent(before -> close(before, open));
                    open.clear();
                    from = Optional.of(next);
                } else if (from.isPresent()) {
                    open.add(instruction);
                } else {
                    global(instruction);
                }
            }
            close(from.orElseThrow(this::noStage), open);
            return stages;
        }

        private RuntimeException noStage() {
            return file.instructions().get(0).at().failure("no build stage in current context: begin with FROM");
        }

        private void global(Instruction instruction) {
            if (!(instruction instanceof Arg arg)) {
                throw noStage();
            }
            for (Arg.Variable variable : arg.variables()) {
                Optional.ofNullable(request.args().get(variable.name()))
                        .or(() -> variable.value().map(expansion(arg.at())::word))
                        .ifPresent(value -> globals.put(variable.name(), value));
            }
        }

        private Expansion expansion(Place at) {
            Map<String, String> known = new TreeMap<>(PredefinedArgs.platforms(request.platform()));
            known.putAll(globals);
            return new Expansion(at, file.escape(), known);
        }

        private void close(From from, List<Instruction> instructions) {
            Expansion expansion = expansion(from.at());
            String name = expansion.word(from.image());
            if (name.isBlank()) {
                throw from.at().failure("base name (" + from.image() + ") should not be blank: give its ARG a value");
            }
            try {
                Platform platform = from.platform()
                        .map(expansion::word)
                        .filter(text -> !text.isEmpty())
                        .map(Platform::parse)
                        .orElse(request.platform());
                stages.add(new Stage(stages.size(), from, base(name), platform, instructions));
            } catch (ImageException e) {
                throw from.at().failure(String.valueOf(e.getMessage()));
            }
        }

        private Stage.Base base(String name) {
            if (name.equals("scratch")) {
                return new Stage.Base.Scratch();
            }
            boolean number = name.chars().allMatch(Character::isDigit);
            Optional<Integer> earlier = number ? Optional.empty() : Stage.earlier(stages, name);
            return earlier.<Stage.Base>map(Stage.Base.Earlier::new)
                    .orElseGet(() -> new Stage.Base.Named(ImageReference.parse(name)));
        }

        int target(List<Stage> all) {
            if (request.target().isEmpty()) {
                return all.size() - 1;
            }
            String name = request.target().get();
            return Stage.earlier(all, name).orElseThrow(() -> all.get(0)
                    .from()
                    .at()
                    .failure("target stage \"" + name + "\" could not be found: name one of " + names(all)));
        }

        private static String names(List<Stage> all) {
            return all.stream()
                    .map(stage -> stage.from().name().orElse(String.valueOf(stage.number())))
                    .collect(Collectors.joining(", "));
        }
    }
}
