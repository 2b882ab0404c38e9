//! Laws of agreement on generated positions: the fast count equals the plain one, S = 2 IA - 1.

use proptest::prelude::*;

use super::tests::votes;
use super::*;

fn rows() -> impl Strategy<Value = Vec<String>> {
    (2..6_usize, 1..90_usize).prop_flat_map(|(actors, items)| {
        proptest::collection::vec(proptest::collection::vec("[YNA.-]", items).prop_map(|row| row.concat()), actors)
    })
}

/// Cell by cell, with the definitions and nothing else.
fn plain(a: &str, b: &str) -> (u32, f64) {
    let place = |letter| match letter {
        'N' => Some(0.0),
        'A' => Some(0.5),
        'Y' => Some(1.0),
        _ => None,
    };
    let met: Vec<f64> = a.chars().zip(b.chars()).filter_map(|(x, y)| Some(f64::abs(place(x)? - place(y)?))).collect();
    (met.len() as u32, met.iter().sum())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn bits_equal_the_plain_count_and_s_is_twice_the_index_less_one(rows in rows()) {
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let of = |measure| Agreement::of(&votes(&rows), Options { measure, minimum: 1, ..Options::default() });
        let (index, s) = (of(Measure::Index), of(Measure::S));
        for a in 1..rows.len() {
            for b in 0..a {
                let (items, distance) = plain(rows[a], rows[b]);
                prop_assert_eq!(index.joint.get(a, b).items, items);
                match index.between(a, b) {
                    Err(_) => prop_assert_eq!(items, 0),
                    Ok(value) => {
                        prop_assert!((value - (1.0 - distance / f64::from(items))).abs() < 1e-12);
                        prop_assert!((s.between(a, b).unwrap() - (2.0 * value - 1.0)).abs() < 1e-12);
                    }
                }
            }
        }
    }
}
