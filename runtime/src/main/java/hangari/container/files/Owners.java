package hangari.container.files;

import hangari.container.life.ContainerDetails;
import hangari.container.users.Portion;
import hangari.container.users.UserMap;
import hangari.image.tar.MemberSink;
import hangari.image.tar.TarMember;
import hangari.linux.Credentials;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose the files of a container are: in there one number, and on the host another, if root runs it with users of its
 * own.
 */
record Owners(Optional<UserMap> users) {
    /** Those of a container with the users of the host, or of a user who is not root. */
    static final Owners SAME = new Owners(Optional.empty());

    static Owners of(ContainerDetails details) {
        return Credentials.canAdministrate() ? new Owners(Portion.of(own(details))) : SAME;
    }

    /** The directory in which the container's own layer is. */
    static Path own(ContainerDetails details) {
        return Path.of(details.upper()).resolveSibling(".").normalize();
    }

    /** Who this user of the host is in there. */
    long userInside(long uid) {
        return users.map(map -> map.insideUser(uid)).orElse(uid);
    }

    /** The same for a group. */
    long groupInside(long gid) {
        return users.map(map -> map.insideGroup(gid)).orElse(gid);
    }

    /** Who this user of the container is on the host; one that it does not have stays who he is. */
    long userOutside(long uid) {
        return users.map(map -> map.uids().outside(uid).orElse(uid)).orElse(uid);
    }

    /** The same for a group. */
    long groupOutside(long gid) {
        return users.map(map -> map.gids().outside(gid).orElse(gid)).orElse(gid);
    }

    /** Hands on what is read on the host with the owners that it has in there. */
    MemberSink inside(MemberSink sink) {
        return users.isEmpty() ? sink : (member, content) -> sink.put(inside(member), content);
    }

    private TarMember inside(TarMember member) {
        return new TarMember(
                member.name(),
                member.type(),
                member.mode(),
                userInside(member.uid()),
                groupInside(member.gid()),
                member.bytes(),
                member.modified(),
                member.target(),
                member.device(),
                member.attributes());
    }
}
