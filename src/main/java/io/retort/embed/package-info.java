/**
 * Embeddings: rows of text become vectors, through ONNX Runtime, at the speed of the device. {@link
 * io.retort.embed.Embedder} turns texts into vectors, {@link io.retort.embed.EmbeddingJob} the rows of a table.
 * {@link io.retort.embed.EmbeddingModel} says what a model is and where its files lie. Main source: {@code reimers2019}.
 */
@NullMarked
package io.retort.embed;

import org.jspecify.annotations.NullMarked;
