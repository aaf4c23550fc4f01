package io.retort.embed.search;

/**
 * A row that a search found.
 *
 * @param place 0-based number of the row in its table, rows without a vector counted too
 * @param similarity cosine of the angle between its vector and that of the query, from -1 to 1
 */
public record Neighbor(int place, double similarity) {}
