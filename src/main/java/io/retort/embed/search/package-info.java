/**
 * Search by similarity over columns of vectors: exact in SQL ({@link io.retort.embed.search.VectorSearch}) and in memory
 * ({@link io.retort.embed.search.ExactSearch}), and through a graph that is stored beside the workspace ({@link
 * io.retort.embed.search.VectorIndex}). Main sources: {@code malkov2020}, {@code subramanya2019}.
 */
@NullMarked
package io.retort.embed.search;

import org.jspecify.annotations.NullMarked;
