package io.retort.manybody;

/** Which n-mers an expansion takes in; all others are held to interact not at all. */
public interface NmerScreen {
    /** Takes all. */
    NmerScreen NONE = new NmerScreen() {
        @Override
        public boolean screens(int body) {
            return false;
        }

        @Override
        public boolean keeps(FragmentSet nmer) {
            return true;
        }
    };

    /**
     * Whether any n-mer of a size may be left out.
     *
     * @param body number of fragments
     * @return false if all are kept
     */
    boolean screens(int body);

    /**
     * Whether an n-mer is taken in.
     *
     * @param nmer its fragments
     * @return false if its n-body energy is held to be zero
     */
    boolean keeps(FragmentSet nmer);
}
