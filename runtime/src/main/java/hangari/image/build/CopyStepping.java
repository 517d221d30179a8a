package hangari.image.build;

import hangari.image.ImageException;
import hangari.image.dockerfile.Expansion;
import hangari.image.dockerfile.HereDocument;
import hangari.image.dockerfile.Instruction.Copy;
import hangari.image.oci.Digest;
import hangari.image.tree.FileTree;
import hangari.image.tree.Node;
import hangari.image.tree.TreeDigest;
import hangari.image.tree.TreeWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Carries out COPY and ADD. */
final class CopyStepping {
    private static final Pattern MODE = Pattern.compile("[0-7]{1,4}");
    private static final Pattern REMOTE = Pattern.compile("(?i)(https?|ftp|git|ssh)://.*|git@.*");

    private final Workshop shop;
    private final SettingsDraft settings;
    private final Expansion expansion;
    private final StageFiles files;
    private final Stage stage;

    CopyStepping(Workshop shop, SettingsDraft settings, Expansion expansion, StageFiles files, Stage stage) {
        this.shop = shop;
        this.settings = settings;
        this.expansion = expansion;
        this.files = files;
        this.stage = stage;
    }

    BuildCache.Result copy(Copy copy) {
        List<String> names = expansion.each(copy.sources());
        names.forEach(CopyStepping::refuseRemote);
        String destination = settings.absolute(expansion.word(copy.destination()));
        mode(copy); // a bad one shows before anything is read
        CacheKey key = new CacheKey(copy.word(), files.layers())
                .add(destination)
                .add(copy.owner().map(expansion::word).orElse(""))
                .add(copy.mode().map(expansion::word).orElse(""))
                .add(shop.request().created().toString());
        Optional<StageFiles> from = copy.from().map(name -> shop.from(stage, expansion.word(name)));
        if (from.isPresent()) {
            return fromStage(copy, names, destination, key, from.get());
        }
        Sources sources = context(copy, names);
        return shop.result(key.add(digest(sources)).digest(), () -> make(copy, sources, destination));
    }

    // Where the source has not changed at all, there is no need to look into it.
    private BuildCache.Result fromStage(
            Copy copy, List<String> names, String destination, CacheKey key, StageFiles from) {
        Digest whole = new CacheKey("from", from.layers())
                .add(names)
                .add(key.digest().toString())
                .digest();
        return shop.result(whole, () -> {
            Sources sources = Sources.in(from.tree(), names, "image that it is copied from");
            from.fetch(sources.nodes().values());
            Digest exact = key.add(digest(sources)).digest();
            BuildCache.Result result = shop.known(exact).orElseGet(() -> make(copy, sources, destination));
            shop.remember(exact, result);
            return result;
        });
    }

    private static void refuseRemote(String source) {
        if (REMOTE.matcher(source).matches()) {
            throw new ImageException(
                    "remote sources are not supported: " + source + ": fetch it into the build context, or RUN wget");
        }
    }

    private Sources context(Copy copy, List<String> names) {
        List<Sources.Item> items = new ArrayList<>();
        for (HereDocument document : copy.inline()) {
            String text = document.literal() ? document.content() : expansion.document(document.content());
            Node file = Node.file(0644, Instant.EPOCH, text.getBytes(StandardCharsets.UTF_8));
            items.add(new Sources.Item(document.name(), file, new TreeMap<>()));
        }
        boolean several = false;
        if (!names.isEmpty()) {
            Sources named = Sources.in(shop.request().context(), names, "build context");
            items.addAll(named.items());
            several = named.several();
        }
        return new Sources(items, several || items.size() > 1);
    }

    private static String digest(Sources sources) {
        for (var entry : sources.nodes().entrySet()) {
            if (entry.getValue().kind() == Node.Kind.REFUSED) {
                String path = entry.getKey().substring(entry.getKey().indexOf('/') + 1);
                throw LayerDraft.refused(path, entry.getValue().link());
            }
        }
        return TreeDigest.of(sources.nodes()).toString();
    }

    private BuildCache.Result make(Copy copy, Sources sources, String destination) {
        String before = digest(sources);
        Optional<Node.Owner> owner = copy.owner().map(expansion::word).map(text -> Accounts.of(files)
                .find(text, Accounts.Alone.SAME_NUMBER));
        FileTree below = files.tree();
        var draft = new LayerDraft(below, shop.request().created());
        new Copying(
                        destination,
                        owner,
                        mode(copy),
                        copy.unpacks(),
                        shop.request().created())
                .into(draft, sources, shop.spool());
        if (draft.tree().size() == 0) {
            return new BuildCache.Result(Optional.empty());
        }
        LayerBlob layer = LayerBlob.plain(new TreeWriter(shop.store()).write(draft.tree()));
        // or else the cache would keep under the digest of one content the layer of another
        if (!digest(sources).equals(before)) {
            throw new ImageException("what is copied was changed meanwhile: build again");
        }
        return new BuildCache.Result(Optional.of(layer));
    }

    private Optional<Integer> mode(Copy copy) {
        Optional<String> text = copy.mode().map(expansion::word);
        text.filter(mode -> !MODE.matcher(mode).matches()).ifPresent(mode -> {
            throw new ImageException("--chmod=" + mode + " is no octal mode: write it as in --chmod=755");
        });
        return text.map(mode -> Integer.parseInt(mode, 8));
    }
}
