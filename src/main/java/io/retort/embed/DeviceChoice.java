package io.retort.embed;

/** Which device to compute on. */
public enum DeviceChoice {
    /** A CUDA GPU where there is one and this build can use it, else the CPU. */
    AUTO,
    /** The processor. */
    CPU,
    /** An NVIDIA GPU; an error where there is none. */
    CUDA
}
