//! How far two coders agree beyond chance, for nominal codes.

use std::collections::BTreeMap;

/// Share of pairs with the same code; `None` without a pair.
pub fn percent<T: PartialEq>(pairs: &[(T, T)]) -> Option<f64> {
    let same = pairs.iter().filter(|(a, b)| a == b).count();
    (!pairs.is_empty()).then(|| same as f64 / pairs.len() as f64)
}

/// Cohen's kappa: (p_o - p_e) / (1 - p_e), where p_e is the agreement that the two coders' own margins make likely.
///
/// `None` without a pair, and when p_e = 1: both coders used one and the same code throughout, and nothing can be told.
///
/// # Reference
/// Cohen 1960.
///
/// ```
/// use blocs::math::reliability::kappa;
/// let pairs = [("x", "x"), ("x", "x"), ("x", "y"), ("y", "y"), ("y", "x")];
/// assert!((kappa(&pairs).unwrap() - 1.0 / 6.0).abs() < 1e-12); // p_o = 0.6, p_e = 0.36 + 0.16
/// assert_eq!(kappa(&[("x", "x")]), None);
/// ```
pub fn kappa<T: Ord>(pairs: &[(T, T)]) -> Option<f64> {
    let observed = percent(pairs)?;
    let mut margins: BTreeMap<&T, (usize, usize)> = BTreeMap::new();
    for (a, b) in pairs {
        margins.entry(a).or_default().0 += 1;
        margins.entry(b).or_default().1 += 1;
    }
    let n = pairs.len();
    let products: usize = margins.values().map(|(a, b)| a * b).sum();
    let expected = products as f64 / (n * n) as f64;
    (products < n * n).then(|| (observed - expected) / (1.0 - expected))
}

/// Krippendorff's alpha for two coders, nominal codes and no missing code: 1 - D_o / D_e, with D_e from the pooled
/// margins: 1 - sum of n_c (n_c - 1) / (n (n - 1)), where n counts codes, two a pair.
///
/// `None` without a pair, and when only one code occurs.
///
/// # Reference
/// Krippendorff 2004.
///
/// ```
/// use blocs::math::reliability::alpha;
/// let pairs = [("x", "x"), ("x", "x"), ("x", "y"), ("y", "y"), ("y", "x")];
/// assert!((alpha(&pairs).unwrap() - 0.25).abs() < 1e-12); // D_o = 0.4, D_e = 1 - 42/90
/// ```
pub fn alpha<T: Ord>(pairs: &[(T, T)]) -> Option<f64> {
    let observed = 1.0 - percent(pairs)?;
    let mut pooled: BTreeMap<&T, usize> = BTreeMap::new();
    for code in pairs.iter().flat_map(|(a, b)| [a, b]) {
        *pooled.entry(code).or_default() += 1;
    }
    let n = 2 * pairs.len();
    let alike: usize = pooled.values().map(|count| count * (count - 1)).sum();
    let all = n * (n - 1);
    (alike < all).then(|| 1.0 - observed / (1.0 - alike as f64 / all as f64))
}
