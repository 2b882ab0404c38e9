//! Small symmetric systems.

/// A small square matrix.
pub(super) type Square<const D: usize> = [[f64; D]; D];

/// The unit matrix times a number.
pub(super) fn unit<const D: usize>(value: f64) -> Square<D> {
    let mut square = [[0.0; D]; D];
    (0..D).for_each(|d| square[d][d] = value);
    square
}

/// The inverse of a matrix (Gauss and Jordan, the largest pivot first).
pub(super) fn inverse<const D: usize>(mut a: Square<D>) -> Square<D> {
    let mut inverse = unit::<D>(1.0);
    for pivot in 0..D {
        let largest = (pivot..D).max_by(|&x, &y| a[x][pivot].abs().total_cmp(&a[y][pivot].abs())).unwrap_or(pivot);
        a.swap(pivot, largest);
        inverse.swap(pivot, largest);
        let scale = 1.0 / a[pivot][pivot];
        for column in 0..D {
            a[pivot][column] *= scale;
            inverse[pivot][column] *= scale;
        }
        for row in (0..D).filter(|row| *row != pivot) {
            let factor = a[row][pivot];
            for column in 0..D {
                a[row][column] -= factor * a[pivot][column];
                inverse[row][column] -= factor * inverse[pivot][column];
            }
        }
    }
    inverse
}

/// A matrix times a vector.
pub(super) fn times<const D: usize>(a: &Square<D>, x: &[f64; D]) -> [f64; D] {
    std::array::from_fn(|row| (0..D).map(|column| a[row][column] * x[column]).sum())
}

/// Sum and difference, place by place.
pub(super) fn plus<const D: usize>(a: &Square<D>, b: &Square<D>, factor: f64) -> Square<D> {
    std::array::from_fn(|row| std::array::from_fn(|column| a[row][column] + factor * b[row][column]))
}

/// The lower triangle L of a positive definite matrix, L L' = a (Cholesky).
pub(super) fn triangle<const D: usize>(a: &Square<D>) -> Square<D> {
    let mut lower = [[0.0; D]; D];
    for row in 0..D {
        for column in 0..=row {
            let done: f64 = (0..column).map(|k| lower[row][k] * lower[column][k]).sum();
            let rest = a[row][column] - done;
            lower[row][column] = if row == column { rest.max(1e-12).sqrt() } else { rest / lower[column][column] };
        }
    }
    lower
}

/// The determinant of a positive definite matrix.
pub(super) fn determinant<const D: usize>(a: &Square<D>) -> f64 {
    let lower = triangle(a);
    (0..D).map(|d| lower[d][d] * lower[d][d]).product()
}

/// Solves a x = b in place for a positive definite n x n matrix held row by row; x stands in b afterwards.
pub(super) fn solve(n: usize, a: &mut [f64], b: &mut [f64]) {
    for row in 0..n {
        for column in 0..=row {
            let mut rest = a[row * n + column];
            for k in 0..column {
                rest -= a[row * n + k] * a[column * n + k];
            }
            a[row * n + column] = if row == column { rest.max(1e-12).sqrt() } else { rest / a[column * n + column] };
        }
    }
    for row in 0..n {
        for k in 0..row {
            b[row] -= a[row * n + k] * b[k];
        }
        b[row] /= a[row * n + row];
    }
    for row in (0..n).rev() {
        for k in row + 1..n {
            b[row] -= a[k * n + row] * b[k];
        }
        b[row] /= a[row * n + row];
    }
}
