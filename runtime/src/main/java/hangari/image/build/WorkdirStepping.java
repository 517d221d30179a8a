package hangari.image.build;

import hangari.image.tree.Node;
import hangari.image.tree.TreeWriter;
import java.util.Optional;

/** Makes the directory of WORKDIR, if it is not there; it belongs to the user of the stage. */
final class WorkdirStepping {
    private final Workshop shop;
    private final SettingsDraft settings;
    private final StageFiles files;

    WorkdirStepping(Workshop shop, SettingsDraft settings, StageFiles files) {
        this.shop = shop;
        this.settings = settings;
        this.files = files;
    }

    BuildCache.Result make() {
        CacheKey key = new CacheKey("WORKDIR", files.layers())
                .add(settings.workingDir)
                .add(settings.user)
                .add(shop.request().created().toString());
        return shop.result(key.digest(), this::directory);
    }

    private BuildCache.Result directory() {
        var draft = new LayerDraft(files.tree(), shop.request().created());
        String path = draft.resolve(settings.workingDir);
        if (draft.isDirectory(path)) {
            return new BuildCache.Result(Optional.empty());
        }
        Node.Owner owner = settings.user.isEmpty()
                ? Node.Owner.ROOT
                : Accounts.of(files).find(settings.user, Accounts.Alone.OWN_GROUP);
        draft.makeDirectory(path, 0755, owner);
        return new BuildCache.Result(Optional.of(LayerBlob.plain(new TreeWriter(shop.store()).write(draft.tree()))));
    }
}
