package io.retort.embed.map;

/** Small dense linear algebra in doubles. */
final class Linear {
    private Linear() {}

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = dot(matrix[i], vector);
        }
        return product;
    }

    /**
     * Solves for a symmetric positive definite matrix, by Cholesky's factorization.
     *
     * @param matrix lower triangle; overwritten
     * @param right not changed
     * @return the solution
     * @throws ArithmeticException if the matrix is not positive definite
     */
    static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            double[] row = matrix[i];
            double sum = right[i];
            for (int j = 0; j < i; j++) {
                double[] above = matrix[j];
                double s = row[j];
                for (int k = 0; k < j; k++) {
                    s -= row[k] * above[k];
                }
                row[j] = s / above[j];
                sum -= row[j] * x[j];
            }
            double pivot = row[i];
            for (int k = 0; k < i; k++) {
                pivot -= row[k] * row[k];
            }
            if (!(pivot > 0)) {
                throw new ArithmeticException("the matrix is not positive definite");
            }
            row[i] = Math.sqrt(pivot);
            x[i] = sum / row[i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                x[i] -= matrix[k][i] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        return x;
    }
}
