package hangari.vm.kvm;

/** Hardware that does nothing and always answers the same. */
record Stuck(int value) implements Device {
    @Override
    public int in(int register) {
        return value;
    }

    @Override
    public void out(int register, int written) {}
}
