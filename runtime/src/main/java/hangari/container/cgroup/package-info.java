/**
 * Limits: how much memory, processor time and how many processes a group of processes may use.
 *
 * <p>A wish ({@link hangari.container.cgroup.Limits}) and what the machine has mounted ({@link
 * hangari.container.cgroup.Hierarchies}) make a {@link hangari.container.cgroup.Plan}: which directories are made, and
 * which file gets which value, on version 1, version 2 and the hybrid of both. Carried out, it is a {@link
 * hangari.container.cgroup.Group}: processes are placed in it, it is measured, and it is removed.
 *
 * <p>May import {@code hangari.linux}. Start reading at {@link hangari.container.cgroup.Plan}. Source: cgroups(7), and
 * the kernel's {@code Documentation/admin-guide/cgroup-v1} and {@code cgroup-v2.rst}.
 */
@org.jspecify.annotations.NullMarked
package hangari.container.cgroup;
